package io.tidemark.index;

import static io.tidemark.index.TestChange.delete;
import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.tidemark.publish.LayerRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All ids here are in shard 1 of 2, so that each layer is one segment. */
class LiveTermsTest {
  private final TestIndex index = new TestIndex();
  private SnapshotReader reader;

  @BeforeEach
  void open() throws IOException {
    LayerRef first =
        index.layer(
            1,
            upsert("a", 1, "kite kite tent").status("live", "old"),
            upsert("c", 1, "tent zoo").status("live"),
            upsert("e", 1, "ant tent").status("gone"));
    LayerRef second = index.layer(2, upsert("a", 2, "tent"), delete("e", 2), delete("g", 2));
    reader = index.open(first, second);
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    index.close();
  }

  @Test
  void terms_of_hidden_documents_are_skipped() throws IOException {
    assertThat(terms("title"), contains("tent 1/1", "zoo 1/1"));
    assertThat(terms("status"), contains("live 1/1"));
    assertThat(terms("_id"), contains("c 1/1"));
  }

  @Test
  void seeks_land_on_terms_of_live_documents() throws IOException {
    TermsEnum terms = leaf(0).terms("title").iterator();

    assertThat(terms.seekExact(new BytesRef("kite")), is(false));
    assertThat(terms.seekExact(new BytesRef("tent")), is(true));
    assertThat(terms.docFreq(), is(1));
    assertThat(terms.seekCeil(new BytesRef("kite")), is(SeekStatus.NOT_FOUND));
    assertThat(terms.term().utf8ToString(), is("tent"));
    assertThat(terms.seekCeil(new BytesRef("zoo")), is(SeekStatus.FOUND));
    assertThat(terms.seekCeil(new BytesRef("zoom")), is(SeekStatus.END));
  }

  @Test
  void least_and_greatest_terms_are_live_ones() throws IOException {
    Terms terms = leaf(0).terms("title");

    assertThat(terms.getMin().utf8ToString(), is("tent"));
    assertThat(terms.getMax().utf8ToString(), is("zoo"));
  }

  @Test
  void collections_count_live_documents() throws IOException {
    CollectionStatistics title = reader.searcher().collectionStatistics("title");
    CollectionStatistics status = reader.searcher().collectionStatistics("status");
    CollectionStatistics id = reader.searcher().collectionStatistics("_id");

    assertThat(List.of(title.docCount(), title.sumTotalTermFreq()), contains(2L, 3L));
    assertThat(List.of(status.docCount(), status.sumTotalTermFreq()), contains(2L, 2L));
    assertThat(List.of(id.docCount(), id.sumTotalTermFreq()), contains(2L, 2L));
  }

  @Test
  void document_frequencies_count_live_documents() throws IOException {
    assertThat(reader.reader().docFreq(new Term("title", "tent")), is(2));
    assertThat(reader.reader().totalTermFreq(new Term("title", "kite")), is(0L));
    assertThat(reader.reader().getDocCount("title"), is(2));
  }

  private List<String> terms(String field) throws IOException {
    List<String> lines = new ArrayList<>();
    TermsEnum terms = leaf(0).terms(field).iterator();
    for (BytesRef term = terms.next(); term != null; term = terms.next()) {
      lines.add(term.utf8ToString() + " " + terms.docFreq() + "/" + terms.totalTermFreq());
    }
    return lines;
  }

  private LeafReader leaf(int place) {
    List<LeafReaderContext> leaves = reader.reader().leaves();
    return leaves.get(place).reader();
  }
}
