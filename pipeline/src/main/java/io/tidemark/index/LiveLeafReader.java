package io.tidemark.index;

import io.tidemark.publish.LayerRef;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.Terms;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One segment as a snapshot shows it: documents other layers supersede or delete are not live, and
 * term and collection statistics count live documents only, so scores do not depend on how the
 * documents came into layers. Plain Lucene searchers need no change for that.
 */
final class LiveLeafReader extends FilterLeafReader {
  private final OpenSegment segment;
  private final LiveDocs docs;
  private final @Nullable FixedBitSet dead;
  private final Map<String, FieldStatistics> statistics = new ConcurrentHashMap<>();

  /** Takes over one reference to the segment; {@link #close} gives it back. */
  LiveLeafReader(LiveDocs docs) {
    super(docs.segment().leaf());
    this.segment = docs.segment();
    this.docs = docs;
    this.dead = dead(docs.bits());
  }

  private static @Nullable FixedBitSet dead(@Nullable Bits live) {
    if (live == null) {
      return null;
    }
    FixedBitSet dead = FixedBitSet.copyOf(live);
    dead.flip(0, dead.length());
    return dead;
  }

  LayerRef layer() {
    return segment.layer();
  }

  OpenSegment segment() {
    return segment;
  }

  /** To be copied, not changed. */
  LiveDocs docs() {
    return docs;
  }

  @Override
  public @Nullable Bits getLiveDocs() {
    return docs.bits();
  }

  @Override
  public int numDocs() {
    return docs.count();
  }

  @Override
  public @Nullable Terms terms(String field) throws IOException {
    Terms terms = in.terms(field);
    // Tombstones have no term but their id.
    boolean exact = docs.hidden() == 0 && !field.equals(IndexSettings.ID_FIELD);
    if (terms == null || dead == null || exact) {
      return terms;
    }
    FieldStatistics known = statistics.get(field);
    if (known == null) {
      known = FieldStatistics.of(segment, field, terms, dead);
      statistics.put(field, known);
    }
    return new LiveTerms(terms, known, dead);
  }

  @Override
  public CacheHelper getCoreCacheHelper() {
    return in.getCoreCacheHelper();
  }

  /** None: what is cached for the segment as it is does not hold for these live documents. */
  @Override
  public @Nullable CacheHelper getReaderCacheHelper() {
    return null;
  }

  @Override
  protected void doClose() throws IOException {
    segment.release();
  }
}
