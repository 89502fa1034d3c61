package io.tidemark.deltas;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;

/** Merges postings sections, field by field and term by term. */
final class PostingsMerge {
  private final List<EncodedTerms> sources = new ArrayList<>();
  private final List<int[]> numbers = new ArrayList<>();
  private final KeyHeap heap;
  private final boolean positions;
  private final SectionWriter terms = new SectionWriter(1 << 12);
  private final SectionWriter lists = new SectionWriter(1 << 12);
  private final ListMerge list;

  private PostingsMerge(int field, List<PostingDelta> deltas, DocumentMerge documents) {
    heap = new KeyHeap(deltas.size());
    boolean positioned = false;
    for (int i = 0; i < deltas.size(); i++) {
      EncodedTerms source = EncodedTerms.of(deltas.get(i).postingsSection(), field);
      if (source.next()) {
        positioned |= source.positions();
        heap.add(sources.size(), source.term());
        sources.add(source);
        numbers.add(documents.numbers()[i]);
      }
    }
    positions = positioned;
    list = new ListMerge(documents.count(), positions);
  }

  /**
   * The merged section.
   *
   * @param documents the same deltas' documents, merged
   */
  static byte[] of(List<PostingDelta> deltas, DocumentMerge documents) {
    SortedSet<Integer> fields = new TreeSet<>();
    deltas.forEach(delta -> EncodedTerms.addFields(delta.postingsSection(), fields));
    SectionWriter section = new SectionWriter(1 << 12);
    for (int field : fields) {
      PostingsMerge merge = new PostingsMerge(field, deltas, documents);
      while (!merge.heap.isEmpty()) {
        merge.mergeTop();
      }
      EncodedTerms.write(field, merge.positions, merge.terms, merge.lists, section);
    }
    return section.toArray();
  }

  /** Merges the smallest term. */
  private void mergeTop() {
    BytesRef term = sources.get(heap.top()).term().clone();
    list.clear();
    do {
      EncodedTerms source = sources.get(heap.top());
      list.add(source, numbers.get(heap.top()));
      if (source.next()) {
        heap.replaceTop(source.term());
      } else {
        heap.removeTop();
      }
    } while (!heap.isEmpty() && heap.topIs(term.bytes, term.offset, term.length));
    if (list.documentFrequency() > 0) {
      int start = lists.size();
      list.write(lists);
      terms.writeInt(term.length);
      terms.writeBytes(term.bytes, term.offset, term.length);
      terms.writeInt(list.documentFrequency());
      if (positions) {
        terms.writeLong(list.totalTermFrequency() - list.documentFrequency());
      }
      terms.writeInt(lists.size() - start);
    }
  }
}
