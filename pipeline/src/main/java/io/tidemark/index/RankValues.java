package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ranks of a segment's documents, tombstones included: the three numbers that decide
 * between versions of a document (docs/formats.md).
 */
final class RankValues {
  static final String VERSION = "_version";
  static final String POSITION = "_position";
  static final String HASH = "_hash";

  private final OpenSegment segment;
  private @Nullable NumericDocValues versions;
  private @Nullable NumericDocValues positions;
  private @Nullable NumericDocValues hashes;
  private int last = -1;

  RankValues(OpenSegment segment) {
    this.segment = segment;
  }

  /** The three parts of a rank, compared in this order. */
  record Rank(long version, long position, long hash) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      if (version != other.version) {
        return Long.compare(version, other.version);
      }
      if (position != other.position) {
        return Long.compare(position, other.position);
      }
      return Long.compare(hash, other.hash);
    }
  }

  /** The rank of a document. Cheapest in ascending order: doc values only go forward. */
  Rank of(int document) throws IOException {
    if (versions == null || positions == null || hashes == null || document < last) {
      versions = DocValues.getNumeric(segment.leaf(), VERSION);
      positions = DocValues.getNumeric(segment.leaf(), POSITION);
      hashes = DocValues.getNumeric(segment.leaf(), HASH);
    }
    last = document;
    return new Rank(
        value(versions, document, VERSION),
        value(positions, document, POSITION),
        value(hashes, document, HASH));
  }

  private long value(NumericDocValues values, int document, String field) throws IOException {
    if (!values.advanceExact(document)) {
      throw new CorruptIndexException("document " + document + " has no " + field, segment.key());
    }
    return values.longValue();
  }
}
