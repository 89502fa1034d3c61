package io.tidemark.deltas;

import java.util.Arrays;

/**
 * The occurrences of one field's terms in the documents of a batch, in the order of the documents,
 * as flat arrays; and their grouping by term, by one counting sort a shard.
 */
final class Occurrences {
  private final boolean positioned;
  private int[] terms = new int[1 << 12];
  private int[] positions = new int[1 << 12];
  private int size;

  /** Where the occurrences of each document start. */
  private int[] documents = new int[1 << 8];

  private int documentCount;
  private int[] ends = new int[0];
  private long[] grouped = new long[0];

  Occurrences(boolean positioned) {
    this.positioned = positioned;
  }

  void clear() {
    size = 0;
    documentCount = 0;
  }

  /** Starts the next document. */
  void startDocument() {
    if (documentCount == documents.length) {
      documents = Arrays.copyOf(documents, 2 * documentCount);
    }
    documents[documentCount++] = size;
  }

  /** Takes back the document last started. */
  void dropDocument() {
    size = documents[--documentCount];
  }

  /** Adds an occurrence to the document last started. */
  void add(int term, int position) {
    if (size == terms.length) {
      int capacity = Math.addExact(size, size >> 1);
      terms = Arrays.copyOf(terms, capacity);
      positions = Arrays.copyOf(positions, capacity);
    }
    terms[size] = term;
    positions[size++] = position;
  }

  /**
   * Writes the postings of a range of documents, numbered from 0.
   *
   * @param table of the terms
   * @param order of the terms
   */
  void encode(
      int first, int last, TermTable table, int[] order, SectionWriter out, SectionWriter lists) {
    group(first, last, order, table.size());
    int from = 0;
    for (int i = 0; i < table.size(); i++) {
      int to = ends[order[i]];
      if (to > from) {
        table.write(order[i], out);
        int listStart = lists.size();
        int inDocuments =
            positioned ? writePositioned(from, to, lists) : writePlain(from, to, lists);
        out.writeInt(inDocuments);
        if (positioned) {
          out.writeInt(to - from - inDocuments);
        }
        out.writeInt(lists.size() - listStart);
        from = to;
      }
    }
  }

  /** Sorts by term, in the order given; each term's occurrences stay in document order. */
  private void group(int first, int last, int[] order, int termCount) {
    int begin = start(first);
    int end = start(last);
    if (ends.length < termCount) {
      ends = new int[Math.max(termCount, 2 * ends.length)];
    }
    Arrays.fill(ends, 0, termCount, 0);
    for (int i = begin; i < end; i++) {
      ends[terms[i]]++;
    }
    int total = 0;
    for (int i = 0; i < termCount; i++) {
      int count = ends[order[i]];
      ends[order[i]] = total;
      total += count;
    }
    if (grouped.length < total) {
      grouped = new long[Math.max(total, 2 * grouped.length)];
    }
    for (int document = first; document < last; document++) {
      long high = (long) (document - first) << 32;
      int stop = start(document + 1);
      for (int i = start(document); i < stop; i++) {
        grouped[ends[terms[i]]++] = high | positions[i];
      }
    }
  }

  private int start(int document) {
    return document < documentCount ? documents[document] : size;
  }

  private int writePositioned(int from, int to, SectionWriter lists) {
    int documentFrequency = 0;
    int previous = 0;
    for (int i = from; i < to; documentFrequency++) {
      int document = (int) (grouped[i] >>> 32);
      int next = i + 1;
      while (next < to && (int) (grouped[next] >>> 32) == document) {
        next++;
      }
      int delta = document - previous;
      previous = document;
      if (next - i == 1) {
        lists.writeInt(delta << 1 | 1);
      } else {
        lists.writeInt(delta << 1);
        lists.writeInt(next - i);
      }
      for (int position = 0; i < next; i++) {
        lists.writeInt((int) grouped[i] - position);
        position = (int) grouped[i];
      }
    }
    return documentFrequency;
  }

  private int writePlain(int from, int to, SectionWriter lists) {
    int documentFrequency = 0;
    int previous = -1;
    for (int i = from; i < to; i++) {
      int document = (int) (grouped[i] >>> 32);
      if (document != previous) {
        lists.writeInt(document - Math.max(previous, 0));
        previous = document;
        documentFrequency++;
      }
    }
    return documentFrequency;
  }
}
