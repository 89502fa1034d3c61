package io.tidemark.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;

/** Reads a whole index with plain Lucene calls, for comparisons. */
final class TestReads {
  private TestReads() {}

  /** Id and title of every live document, sorted. */
  static List<String> lines(SnapshotReader reader) throws IOException {
    IndexSearcher searcher = reader.searcher();
    List<String> lines = new ArrayList<>();
    int most = Math.max(1, reader.reader().maxDoc());
    for (ScoreDoc doc : searcher.search(new MatchAllDocsQuery(), most).scoreDocs) {
      Document document = searcher.storedFields().document(doc.doc);
      lines.add(document.get("_id") + " " + document.get("title"));
    }
    lines.sort(null);
    return lines;
  }
}
