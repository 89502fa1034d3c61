package io.tidemark.index;

import io.tidemark.publish.segment.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/**
 * Lists every live id a query matches, in the order of their UTF-8 bytes.
 *
 * <p>Each segment gives its matches in id order, as its documents are; they are merged as they are
 * handed on, so memory is four bytes a match. The ids of a segment are loaded once enough of them
 * were read one by one, and serve all later queries. Safe for many threads.
 */
public final class Ids {
  private static final byte NEWLINE = '\n';

  private final SnapshotReader reader;
  private final IndexSearcher searcher;

  /** Lists ids of one snapshot; the reader stays the caller's to close. */
  public Ids(SnapshotReader reader) {
    this.reader = reader;
    this.searcher = reader.searcher();
  }

  /**
   * Hands every matching id to the consumer.
   *
   * @return how many
   */
  public long forEach(Query query, IdConsumer consumer) throws IOException {
    Weight weight =
        searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1f);
    List<SegmentIds> matches = new ArrayList<>();
    for (LeafReaderContext context : reader.reader().leaves()) {
      BulkScorer scorer = weight.bulkScorer(context);
      if (scorer != null) {
        MatchedDocuments documents = new MatchedDocuments();
        scorer.score(documents, context.reader().getLiveDocs());
        matches.add(SegmentIds.of((LiveLeafReader) context.reader(), documents));
      }
    }
    return SegmentIds.merge(matches, consumer);
  }

  /** Counts and hashes the matching ids. */
  public IdSummary summary(String text, Query query) throws IOException {
    MessageDigest sha256 = Sha256.digest();
    boolean[] first = {true};
    long count =
        forEach(
            query,
            id -> {
              if (!first[0]) {
                sha256.update(NEWLINE);
              }
              first[0] = false;
              sha256.update(id.bytes, id.offset, id.length);
            });
    return new IdSummary(count, HexFormat.of().formatHex(sha256.digest()), text);
  }

  /**
   * Summaries of many queries, in their order; as many at a time as there are processors.
   *
   * @throws InvalidQueryException for the first query that cannot be understood, before any is run
   */
  public List<IdSummary> summaries(List<String> texts, Queries queries) throws IOException {
    record Question(String text, Query query) {}
    List<Question> questions = new ArrayList<>();
    for (String text : texts) {
      questions.add(new Question(text, queries.parse(text)));
    }
    return FanOut.over(questions, FanOut.PROCESSORS, q -> summary(q.text(), q.query()));
  }
}
