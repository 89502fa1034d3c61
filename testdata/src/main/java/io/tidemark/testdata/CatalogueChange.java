package io.tidemark.testdata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of the catalogue.
 *
 * @param id of the campaign, ad group or ad
 * @param version no other change has it, and every later change has a greater one
 * @param eventTime inside the partition the change belongs to
 * @param entry what the catalogue says from now on; null when the entry is gone
 */
record CatalogueChange(String id, long version, Instant eventTime, @Nullable Entry entry)
    implements Line {}
