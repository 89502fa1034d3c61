package io.tidemark.storage;

/**
 * Every clause of {@link ObjectStore}, as tests. A store passes them all or is not one: extend this
 * class and say how to open it.
 */
abstract class ObjectStoreContract
    implements WritingClauses, RangeClauses, ListingClauses, RaceClauses {}
