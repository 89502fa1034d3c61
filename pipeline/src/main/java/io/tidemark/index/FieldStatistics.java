package io.tidemark.index;

import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * What a field of a segment counts over live documents only: the counts of the segment less those
 * of the dead documents, which doc values know.
 *
 * @param docCount live documents with a term in the field
 * @param sumTotalTermFreq tokens in them; exact
 * @param sumDocFreq (term, document) pairs in them; no exact count is at hand, so this is an upper
 *     bound that Lucene accepts. BM25 does not look at it
 */
record FieldStatistics(int docCount, long sumTotalTermFreq, long sumDocFreq) {
  /** What the doc values field with the number of tokens of a text field is called. */
  static final String TOKENS = "_tokens.";

  static FieldStatistics of(OpenSegment segment, String field, Terms terms, FixedBitSet dead)
      throws IOException {
    LeafReader leaf = segment.leaf();
    long[] gone = dead(segment, field, dead);
    int docCount = terms.getDocCount() - (int) gone[0];
    long tokens = terms.getSumTotalTermFreq() - gone[1];
    if (docCount < 0 || tokens < docCount || docCount > leaf.maxDoc()) {
      throw new CorruptIndexException(
          "field " + field + " has fewer tokens than its doc values count", segment.key());
    }
    return new FieldStatistics(docCount, tokens, Math.min(terms.getSumDocFreq(), tokens));
  }

  /** Dead documents with a term in the field, and tokens in them. */
  private static long[] dead(OpenSegment segment, String field, FixedBitSet dead)
      throws IOException {
    if (field.equals(IndexSettings.ID_FIELD)) {
      return new long[] {dead.cardinality(), dead.cardinality()};
    }
    LeafReader leaf = segment.leaf();
    FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
    if (info.getIndexOptions().compareTo(IndexOptions.DOCS_AND_FREQS) >= 0) {
      NumericDocValues tokens = leaf.getNumericDocValues(TOKENS + field);
      if (tokens == null) {
        throw new CorruptIndexException("no doc values " + TOKENS + field, segment.key());
      }
      return deadTokens(tokens, dead);
    }
    if (info.getDocValuesType() != DocValuesType.SORTED_SET) {
      throw new CorruptIndexException("no SORTED_SET doc values " + field, segment.key());
    }
    return deadValues(leaf.getSortedSetDocValues(field), dead);
  }

  private static long[] deadTokens(NumericDocValues tokens, FixedBitSet dead) throws IOException {
    long documents = 0;
    long sum = 0;
    for (int doc = first(dead); doc != DocIdSetIterator.NO_MORE_DOCS; doc = after(dead, doc)) {
      if (tokens.advanceExact(doc) && tokens.longValue() > 0) {
        documents++;
        sum += tokens.longValue();
      }
    }
    return new long[] {documents, sum};
  }

  private static long[] deadValues(SortedSetDocValues values, FixedBitSet dead) throws IOException {
    long documents = 0;
    long sum = 0;
    for (int doc = first(dead); doc != DocIdSetIterator.NO_MORE_DOCS; doc = after(dead, doc)) {
      if (values.advanceExact(doc)) {
        documents++;
        sum += values.docValueCount();
      }
    }
    return new long[] {documents, sum};
  }

  private static int first(FixedBitSet bits) {
    return bits.length() == 0 ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(0);
  }

  private static int after(FixedBitSet bits, int bit) {
    return bit + 1 >= bits.length() ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(bit + 1);
  }
}
