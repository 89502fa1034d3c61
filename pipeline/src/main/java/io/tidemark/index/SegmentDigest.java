package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * What one segment adds to the digest of an index: walks its postings and points in the order they
 * lie in, adding to the sum of each live document, then its documents. Takes 16 bytes of memory a
 * document.
 */
final class SegmentDigest {
  private static final char POSTINGS = 't';
  private static final char POINTS = 'p';

  private final LiveLeafReader leaf;
  private final long[] high;
  private final long[] low;
  private final Sum256 sum = new Sum256();
  private long postings;

  private SegmentDigest(LiveLeafReader leaf) {
    this.leaf = leaf;
    this.high = new long[leaf.maxDoc()];
    this.low = new long[leaf.maxDoc()];
  }

  static SegmentDigest of(LiveLeafReader leaf) throws IOException {
    SegmentDigest digest = new SegmentDigest(leaf);
    for (FieldInfo field : leaf.getFieldInfos()) {
      if (field.getIndexOptions() != IndexOptions.NONE) {
        digest.addTerms(field.name);
      }
      if (field.getPointDimensionCount() > 0) {
        digest.addPoints(field.name);
      }
    }
    DocumentDigest documents = new DocumentDigest(leaf.segment().leaf());
    for (int document = 0; document < leaf.maxDoc(); document++) {
      if (leaf.docs().isLive(document)) {
        digest.sum.add(documents.of(document, digest.high[document], digest.low[document]));
      }
    }
    return digest;
  }

  Sum256 sum() {
    return sum;
  }

  long documents() {
    return leaf.numDocs();
  }

  /** (field, term, document) triples of live documents. */
  long postings() {
    return postings;
  }

  private void addTerms(String field) throws IOException {
    // The segment's own terms: live documents are picked below, counts of them are not needed.
    Terms terms = leaf.segment().leaf().terms(field);
    if (terms == null) {
      return;
    }
    int wanted =
        terms.hasPositions()
            ? PostingsEnum.POSITIONS
            : terms.hasFreqs() ? PostingsEnum.FREQS : PostingsEnum.NONE;
    TermsEnum each = terms.iterator();
    PostingHash ofTerm = new PostingHash();
    PostingHash ofPosting = new PostingHash();
    PostingsEnum documents = null;
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      ofTerm.start(field, POSTINGS).add(term);
      documents = each.postings(documents, wanted);
      for (int document = documents.nextDoc();
          document != PostingsEnum.NO_MORE_DOCS;
          document = documents.nextDoc()) {
        if (leaf.docs().isLive(document)) {
          int frequency = terms.hasFreqs() ? documents.freq() : 1;
          ofPosting.start(ofTerm).add(frequency);
          for (int i = 0; terms.hasPositions() && i < frequency; i++) {
            ofPosting.add(documents.nextPosition());
          }
          add(document, ofPosting);
          postings++;
        }
      }
    }
  }

  private void addPoints(String field) throws IOException {
    PointValues points = leaf.segment().leaf().getPointValues(field);
    if (points == null) {
      return;
    }
    PostingHash hash = new PostingHash();
    points.intersect(
        new PointValues.IntersectVisitor() {
          @Override
          public void visit(int document) {
            throw new IllegalStateException("Values are asked for with every document");
          }

          @Override
          public void visit(int document, byte[] value) {
            if (leaf.docs().isLive(document)) {
              add(document, hash.start(field, POINTS).add(value, 0, value.length));
            }
          }

          @Override
          public PointValues.Relation compare(byte[] least, byte[] greatest) {
            return PointValues.Relation.CELL_CROSSES_QUERY;
          }
        });
  }

  private void add(int document, PostingHash hash) {
    high[document] += hash.high();
    low[document] += hash.low();
  }
}
