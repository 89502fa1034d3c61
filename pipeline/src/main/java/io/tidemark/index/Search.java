package io.tidemark.index;

import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the documents that match a query best, by BM25; equal scores by the UTF-8 bytes of the id.
 * Every match is scored and counted, so the answer depends on the live documents alone and not on
 * how they lie in segments. Safe for many threads.
 */
public final class Search {
  private final SnapshotReader reader;
  private final IndexSearcher searcher;

  /** Searches one snapshot; the reader stays the caller's to close. */
  public Search(SnapshotReader reader) {
    this.reader = reader;
    this.searcher = reader.searcher();
  }

  /**
   * The best matches.
   *
   * @param top how many hits at most, 0 to count only
   */
  public Hit.Page top(Query query, int top) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1f);
    List<Candidate> candidates = new ArrayList<>();
    long total = 0;
    for (LeafReaderContext context : reader.reader().leaves()) {
      TopDocs found = topOfSegment(weight, context, top);
      total += found.totalHits.value;
      for (ScoreDoc doc : found.scoreDocs) {
        int document = doc.doc - context.docBase;
        candidates.add(new Candidate((LiveLeafReader) context.reader(), document, doc.score));
      }
    }
    IndexSettings settings = reader.snapshot().index().settings();
    List<Hit> hits = new ArrayList<>();
    for (Candidate best : best(candidates, top)) {
      hits.add(HitReader.read(settings, best.leaf, best.document, best.score));
    }
    return new Hit.Page(total, hits);
  }

  /**
   * Lucene breaks ties by document number, which within a segment is the order of the ids: so the
   * best of each segment hold the best of all.
   */
  private static TopDocs topOfSegment(Weight weight, LeafReaderContext context, int top)
      throws IOException {
    int atMost = Math.max(1, Math.min(top, context.reader().maxDoc()));
    TopScoreDocCollector collector =
        new TopScoreDocCollectorManager(atMost, Integer.MAX_VALUE).newCollector();
    collector.setWeight(weight);
    BulkScorer scorer = weight.bulkScorer(context);
    if (scorer != null) {
      scorer.score(collector.getLeafCollector(context), context.reader().getLiveDocs());
    }
    return collector.topDocs();
  }

  private static List<Candidate> best(List<Candidate> candidates, int top) throws IOException {
    if (top <= 0 || candidates.isEmpty()) {
      return List.of();
    }
    candidates.sort(Comparator.comparingDouble((Candidate c) -> -c.score));
    // Ids are read only of those whose score can be among the best.
    float least = candidates.get(Math.min(top, candidates.size()) - 1).score;
    record Named(Candidate candidate, BytesRef id) {}
    List<Named> named = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.score >= least) {
        BytesRef id = new StoredIds(candidate.leaf).get(candidate.document);
        named.add(new Named(candidate, id));
      }
    }
    named.sort(
        Comparator.comparingDouble((Named n) -> -n.candidate.score).thenComparing(Named::id));
    return named.stream().limit(top).map(Named::candidate).toList();
  }

  private record Candidate(LiveLeafReader leaf, int document, float score) {}
}
