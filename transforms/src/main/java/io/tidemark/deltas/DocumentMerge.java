package io.tidemark.deltas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/**
 * Merges documents sections: of each id the document with the greatest rank, copied as it is. Keeps
 * for each source where its documents went.
 */
final class DocumentMerge {
  /** Where a document went that another one supersedes. */
  static final int DROPPED = -1;

  private final List<EncodedDocuments> sources = new ArrayList<>();
  private final int[][] numbers;
  private final KeyHeap heap;
  private final SectionWriter out;
  private int count;
  private int deletes;

  private DocumentMerge(List<PostingDelta> deltas) {
    numbers = new int[deltas.size()][];
    heap = new KeyHeap(deltas.size());
    long bytes = 0;
    for (int source = 0; source < numbers.length; source++) {
      PostingDelta delta = deltas.get(source);
      bytes += delta.documentsSection().length;
      numbers[source] = new int[delta.documentCount()];
      Arrays.fill(numbers[source], DROPPED);
      EncodedDocuments documents = new EncodedDocuments(delta.documentsSection());
      sources.add(documents);
      if (documents.next()) {
        heap.add(source, documents.id());
      }
    }
    out = new SectionWriter((int) Math.min(bytes, 1 << 30));
  }

  static DocumentMerge of(List<PostingDelta> deltas) {
    DocumentMerge merge = new DocumentMerge(deltas);
    while (!merge.heap.isEmpty()) {
      merge.mergeTop();
    }
    return merge;
  }

  int count() {
    return count;
  }

  int deletes() {
    return deletes;
  }

  byte[] section() {
    return out.toArray();
  }

  /** For each source and its document numbers the new number, or {@link #DROPPED}. */
  int[][] numbers() {
    return numbers;
  }

  /** Merges all documents with the smallest id. */
  private void mergeTop() {
    BytesRef id = sources.get(heap.top()).id().clone();
    boolean deleted = false;
    int winner = -1;
    int number = 0;
    long version = 0;
    long position = 0;
    long hash = 0;
    int at = out.size();
    do {
      int source = heap.top();
      EncodedDocuments document = sources.get(source);
      if (winner < 0 || isNewer(document, version, position, hash)) {
        if (winner >= 0) {
          numbers[winner][number] = DROPPED;
        }
        winner = source;
        number = document.document();
        version = document.version();
        position = document.position();
        hash = document.hash();
        deleted = document.deleted();
        numbers[winner][number] = count;
        out.resize(at);
        int start = document.recordStart();
        out.writeBytes(document.id().bytes, start, document.recordEnd() - start);
      }
      if (document.next()) {
        heap.replaceTop(document.id());
      } else {
        heap.removeTop();
      }
    } while (!heap.isEmpty() && heap.topIs(id.bytes, id.offset, id.length));
    count++;
    if (deleted) {
      deletes++;
    }
  }

  private static boolean isNewer(
      EncodedDocuments document, long version, long position, long hash) {
    if (document.version() != version) {
      return document.version() > version;
    }
    return document.position() != position
        ? document.position() > position
        : document.hash() > hash;
  }
}
