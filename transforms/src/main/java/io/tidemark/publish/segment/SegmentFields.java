package io.tidemark.publish.segment;

import io.tidemark.deltas.PostingDelta;
import io.tidemark.deltas.TermCursor;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.IndexSettings;
import java.util.Iterator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.lucene.index.Fields;
import org.apache.lucene.index.Terms;

/**
 * Hands the postings of a delta to a codec: the ids, and every text and keyword field, in the order
 * of their names. Counts what it hands over.
 */
final class SegmentFields extends Fields {
  private final SortedMap<String, Supplier<TermCursor>> cursors = new TreeMap<>();
  private final Counter counter = new Counter();

  SegmentFields(PostingDelta delta, IndexSettings settings) {
    cursors.put(ShardFields.ID, () -> new IdTerms(delta.documents()));
    for (int ordinal = 0; ordinal < settings.fields().size(); ordinal++) {
      FieldSettings field = settings.fields().get(ordinal);
      if (!field.type().numeric()) {
        int place = ordinal;
        cursors.put(field.name(), () -> delta.terms(place));
      }
    }
  }

  /** What opens a cursor over the terms of a field. */
  Supplier<TermCursor> cursors(String field) {
    return Objects.requireNonNull(cursors.get(field));
  }

  /** Terms and postings handed over so far. */
  Counter counter() {
    return counter;
  }

  @Override
  public Iterator<String> iterator() {
    return cursors.keySet().iterator();
  }

  @Override
  public Terms terms(String field) {
    return new DeltaTerms(cursors(field), counter);
  }

  @Override
  public int size() {
    return cursors.size();
  }

  /** Counts terms and their postings. */
  static final class Counter {
    private long terms;
    private long postings;

    void count(int documentFrequency) {
      terms++;
      postings += documentFrequency;
    }

    long terms() {
      return terms;
    }

    long postings() {
      return postings;
    }
  }
}
