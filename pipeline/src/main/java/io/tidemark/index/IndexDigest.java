package io.tidemark.index;

import io.tidemark.publish.segment.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest of what the index holds: equal for equal live documents, however they came into layers,
 * whatever is superseded or deleted, and in whatever order they are read.
 *
 * <p>Per live document the 128-bit hashes of its postings (field, term, frequency, positions) and
 * points are added up; a SHA-256 is taken over that sum and the document's stored values, doc
 * values (the rank is among them) and norms in a fixed order ({@link DocumentDigest}); these are
 * added up as 256-bit numbers, and one more SHA-256 seals the sum and the counts. Nothing in it
 * depends on document numbers, ordinals or encodings of a segment. A changed document changes the
 * digest up to the chance of a 128-bit collision; it is no defence against somebody who constructs
 * collisions.
 *
 * @param hex SHA-256
 * @param documents live ones
 * @param postings (field, term, document) triples of live documents, {@code _id} included
 */
public record IndexDigest(String hex, long documents, long postings) {

  /** Digests one snapshot: reads all of it once, as many segments at a time as processors. */
  public static IndexDigest of(SnapshotReader reader) throws IOException {
    List<SegmentDigest> segments =
        FanOut.over(reader.leaves(), FanOut.PROCESSORS, SegmentDigest::of);
    Sum256 sum = new Sum256();
    long documents = 0;
    long postings = 0;
    for (SegmentDigest segment : segments) {
      sum.add(segment.sum());
      documents += segment.documents();
      postings += segment.postings();
    }
    byte[] sealed =
        Sha256.digest()
            .digest(
                ByteBuffer.allocate(Sum256.BYTES + 2 * Long.BYTES)
                    .put(sum.toBytes())
                    .putLong(documents)
                    .putLong(postings)
                    .array());
    return new IndexDigest(HexFormat.of().formatHex(sealed), documents, postings);
  }

  /** As the command line prints it. */
  public String line() {
    return "digest " + hex + " docs " + documents + " postings " + postings;
  }
}
