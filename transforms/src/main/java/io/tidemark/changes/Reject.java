package io.tidemark.changes;

/**
 * A record, or a whole object, that could not be read. It is kept with the layer it would have been
 * part of.
 *
 * @param object key relative to the input
 * @param line of the record, 1 for the first; record number in Avro and Parquet; 0 for a whole
 *     object, and where the line is not known (a later byte range of a split object)
 * @param offset of the record in its (decompressed) object, in bytes; -1 where there is none
 * @param reason in words
 * @param excerpt the start of the record, at most {@value #MAX_EXCERPT} characters, with what is
 *     not valid UTF-8 replaced
 */
public record Reject(String object, long line, long offset, String reason, String excerpt) {
  /** The longest excerpt, in characters. */
  public static final int MAX_EXCERPT = 1024;
}
