package io.tidemark.testdata;

import java.time.Instant;
import java.util.List;

/**
 * What an index must hold once all files up to the end of a partition are in it, late ones
 * included.
 *
 * @param partitionStart of that partition
 * @param liveDocs documents not deleted
 * @param liveIdsSha256 of their ids, sorted by UTF-8 bytes and joined by line feeds
 * @param contentSha256 of a line per live document in the same order: id, tab, SHA-256 of its
 *     description in UTF-8, line feed
 * @param terms documents whose description has a word
 */
public record Checkpoint(
    Instant partitionStart,
    int liveDocs,
    String liveIdsSha256,
    String contentSha256,
    List<TermDocs> terms) {

  public Checkpoint {
    terms = List.copyOf(terms);
  }

  /**
   * The documents whose description has a word.
   *
   * @param term lower-case ASCII
   * @param docCount live documents that have it
   * @param idsSha256 of their ids, sorted by UTF-8 bytes and joined by line feeds
   */
  public record TermDocs(String term, int docCount, String idsSha256) {}
}
