package io.tidemark.deltas;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Which shard a document lives in: the MurmurHash3 (x86, 32 bit) of the UTF-8 bytes of its id,
 * modulo the number of shards. Fixed for the life of an index: everything that looks for a document
 * must ask here.
 */
public final class Shards {
  private static final int SEED = 0x74696465;

  private Shards() {}

  /**
   * The shard of a document.
   *
   * @param id of the document
   * @param shards how many the index has, at least 1
   */
  public static int of(String id, int shards) {
    return of(new BytesRef(id), shards);
  }

  /** The shard of a document, by the UTF-8 bytes of its id. */
  public static int of(BytesRef id, int shards) {
    return Math.floorMod(StringHelper.murmurhash3_x86_32(id, SEED), shards);
  }
}
