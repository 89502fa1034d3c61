package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a segment count, seen from one snapshot. A copy starts as its original is and
 * shares its bits until it hides a document, so readers of older snapshots see no change.
 */
final class LiveDocs {
  private final OpenSegment segment;
  private final RankValues ranks;
  private @Nullable Bits bits;
  private boolean owned;
  private int count;

  private LiveDocs(OpenSegment segment, @Nullable Bits bits, int count) {
    this.segment = segment;
    this.ranks = new RankValues(segment);
    this.bits = bits;
    this.count = count;
  }

  /** Everything in the segment but its tombstones. */
  static LiveDocs all(OpenSegment segment) {
    LeafReader leaf = segment.leaf();
    return new LiveDocs(segment, leaf.getLiveDocs(), leaf.numDocs());
  }

  LiveDocs copy() {
    return new LiveDocs(segment, bits, count);
  }

  OpenSegment segment() {
    return segment;
  }

  /** One bit a document; null when all are live. */
  @Nullable Bits bits() {
    return bits;
  }

  /** How many documents are live. */
  int count() {
    return count;
  }

  /** How many documents are hidden by other layers; tombstones are not counted. */
  int hidden() {
    return segment.leaf().numDocs() - count;
  }

  boolean isLive(int document) {
    return bits == null || bits.get(document);
  }

  boolean isTombstone(int document) {
    Bits own = segment.leaf().getLiveDocs();
    return own != null && !own.get(document);
  }

  RankValues.Rank rank(int document) throws IOException {
    return ranks.of(document);
  }

  void hide(int document) {
    if (isLive(document)) {
      mutable().clear(document);
      count--;
    }
  }

  private FixedBitSet mutable() {
    if (owned && bits instanceof FixedBitSet mine) {
      return mine;
    }
    int size = segment.leaf().maxDoc();
    FixedBitSet mine;
    if (bits == null) {
      mine = new FixedBitSet(size);
      mine.set(0, size);
    } else {
      mine = FixedBitSet.copyOf(bits);
    }
    bits = mine;
    owned = true;
    return mine;
  }
}
