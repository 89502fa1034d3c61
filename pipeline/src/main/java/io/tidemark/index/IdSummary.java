package io.tidemark.index;

/**
 * Which ids a query matches, in brief.
 *
 * @param count of the ids
 * @param sha256 hex, of the ids sorted by their UTF-8 bytes and joined by newlines, none at the end
 * @param query as it was asked
 */
public record IdSummary(long count, String sha256, String query) {

  /** Count, hash and query with tabs between them. */
  public String line() {
    return count + "\t" + sha256 + "\t" + query;
  }
}
