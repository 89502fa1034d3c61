package io.tidemark.publish.segment;

import io.tidemark.settings.IndexSettings;

/** Names of the Lucene fields of a shard that are not in the index settings. */
public final class ShardFields {

  /** The document id: one exact term, stored. */
  public static final String ID = IndexSettings.ID_FIELD;

  /** First part of the rank, numeric doc values on every document and tombstone. */
  public static final String VERSION = "_version";

  /** Second part of the rank, numeric doc values on every document and tombstone. */
  public static final String POSITION = "_position";

  /** Third part of the rank, numeric doc values on every document and tombstone. */
  public static final String HASH = "_hash";

  private ShardFields() {}

  /**
   * Number of tokens of a text field, overlapping ones included, as numeric doc values on the
   * documents that have any: what a reader subtracts from collection statistics for documents it
   * hides.
   */
  public static String tokens(String field) {
    return "_tokens." + field;
  }
}
