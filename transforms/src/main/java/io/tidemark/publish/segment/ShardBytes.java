package io.tidemark.publish.segment;

import io.tidemark.deltas.PostingDelta;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * A shard file in memory: a Lucene segment in one archive.
 *
 * @param bytes of the file; not copied
 * @param sha256 of the bytes, hex
 * @param documents live documents in it
 * @param tombstones deletes in it
 * @param terms in all its fields, {@code _id} included
 * @param postings in all its fields, {@code _id} included: (term, document) pairs
 */
@SuppressWarnings("ArrayRecordComponent") // Too large to copy, and never compared.
public record ShardBytes(
    byte[] bytes, String sha256, int documents, int tombstones, long terms, long postings) {

  /** Name of the Lucene codec shard files are written with. */
  public static final String CODEC = SegmentWriter.CODEC;

  /**
   * Writes a delta as a shard file, all of it in memory: it takes about twice the size of the file
   * besides the delta.
   *
   * @return the file: the same bytes for equal documents, postings and settings, on any machine
   * @throws IllegalArgumentException when the delta has no documents: such a shard has no file
   * @throws IOException when the file would be larger than an array can hold
   */
  public static ShardBytes of(PostingDelta delta, IndexSettings settings) throws IOException {
    if (delta.documentCount() == 0) {
      throw new IllegalArgumentException(
          "Cannot write a shard file of a delta without documents: a shard nothing changed in has"
              + " no file in a layer; skip it");
    }
    try (Directory directory = new ByteBuffersDirectory()) {
      SegmentFields.Counter counter = SegmentWriter.write(delta, settings, directory);
      byte[] bytes = SegmentArchive.pack(directory);
      return new ShardBytes(
          bytes,
          Sha256.hex(bytes),
          delta.documentCount() - delta.deleteCount(),
          delta.deleteCount(),
          counter.terms(),
          counter.postings());
    }
  }

  /** How a layer lists this file once it is stored under a key. */
  public ShardFile file(int shard, String key) {
    return new ShardFile(shard, key, bytes.length, sha256, documents, tombstones, terms, postings);
  }
}
