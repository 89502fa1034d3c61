package io.tidemark.index;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.apache.lucene.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Walks the ids of the matching documents of one segment, in ascending order. */
final class SegmentIds {
  private final OpenSegment segment;
  private final MatchedDocuments documents;
  private final @Nullable IdColumn column;
  private final StoredIds stored;
  private final BytesRefBuilder spare = new BytesRefBuilder();
  private final BytesRefBuilder previous = new BytesRefBuilder();
  private BytesRef id = new BytesRef();
  private int next;

  private SegmentIds(
      OpenSegment segment,
      MatchedDocuments documents,
      @Nullable IdColumn column,
      StoredIds stored) {
    this.segment = segment;
    this.documents = documents;
    this.column = column;
    this.stored = stored;
  }

  static SegmentIds of(LiveLeafReader leaf, MatchedDocuments documents) throws IOException {
    OpenSegment segment = leaf.segment();
    IdColumn column = segment.ids(documents.count());
    return new SegmentIds(segment, documents, column, new StoredIds(leaf));
  }

  /** Hands the ids of all segments to the consumer, in ascending order; returns how many. */
  static long merge(List<SegmentIds> segments, IdConsumer consumer) throws IOException {
    PriorityQueue<SegmentIds> queue =
        new PriorityQueue<>(Math.max(1, segments.size())) {
          @Override
          protected boolean lessThan(SegmentIds a, SegmentIds b) {
            return a.id.compareTo(b.id) < 0;
          }
        };
    for (SegmentIds segment : segments) {
      if (segment.advance()) {
        queue.add(segment);
      }
    }
    long count = 0;
    while (queue.size() > 0) {
      consumer.accept(queue.top().id);
      count++;
      if (queue.top().advance()) {
        queue.updateTop();
      } else {
        queue.pop();
      }
    }
    return count;
  }

  private boolean advance() throws IOException {
    if (next == documents.count()) {
      return false;
    }
    previous.copyBytes(id);
    int document = documents.get(next++);
    id = column == null ? stored.get(document) : column.get(document, spare);
    if (next > 1 && id.compareTo(previous.get()) <= 0) {
      throw new CorruptIndexException(
          "documents are not in the order of their ids at document " + document, segment.key());
    }
    return true;
  }
}
