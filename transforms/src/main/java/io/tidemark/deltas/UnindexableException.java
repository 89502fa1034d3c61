package io.tidemark.deltas;

/** A change that cannot be indexed. It is rejected; the other changes of its batch go on. */
final class UnindexableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnindexableException(String reason) {
    super(reason);
  }
}
