package io.tidemark.changes;

import java.util.List;

/**
 * One upsert or delete of one document.
 *
 * @param id of the document; at most {@value #MAX_ID_BYTES} bytes in UTF-8
 * @param delete whether the document goes away; a delete has no values
 * @param rank decides between changes of the same document
 * @param values in the order of the field ordinals; several values of one field in record order
 */
public record DocumentChange(String id, boolean delete, Rank rank, List<FieldValue> values) {
  /** The longest id, in UTF-8 bytes. Well under the longest term Lucene can hold (32,766). */
  public static final int MAX_ID_BYTES = 8192;

  public DocumentChange {
    values = List.copyOf(values);
  }
}
