package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.acceptance.Corpus.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An index answers what its data says it must, and nothing of the data is unaccounted for. */
final class Exact {
  private Exact() {}

  /** As of the end of every partition there are expected answers for. */
  static void atEveryCheckpoint(BuiltIndex index, Corpus corpus, String field) throws IOException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<Instant, List<Row>> checkpoint : corpus.expected().entrySet()) {
      Instant partition = checkpoint.getKey();
      List<Row> rows = new ArrayList<>(checkpoint.getValue());
      rows.add(corpus.live().get(partition));
      String asOf = "--asOf=" + partition.plus(corpus.period());
      differences.addAll(index.differences(field, rows, asOf));
    }

    assertThat(differences, is(empty()));
    accountedFor(index, corpus);
  }

  /** In the newest snapshot. */
  static void atEnd(BuiltIndex index, Corpus corpus, String field) throws IOException {
    answersAtEnd(index, corpus, field);
    accountedFor(index, corpus);
  }

  /**
   * In the newest snapshot of an index whose runs were killed: what they left behind may hold
   * rejects that were kept again with the layer that counts.
   */
  static void atEndWithOrphans(BuiltIndex index, Corpus corpus, String field) throws IOException {
    answersAtEnd(index, corpus, field);
    assertThat(index.rejects().stream().distinct().toList(), is(corpus.rejects()));
    counted(index, corpus);
  }

  private static void answersAtEnd(BuiltIndex index, Corpus corpus, String field)
      throws IOException {
    Map<Instant, List<Row>> expected = corpus.expected();
    Instant last = expected.keySet().stream().max(Instant::compareTo).orElseThrow();
    List<Row> rows = new ArrayList<>(expected.get(last));
    rows.add(corpus.live().get(last));
    String newest = "--at=" + index.status().get("version").asLong();

    assertThat(index.differences(field, rows, newest), is(empty()));
  }

  /** Every file and every line is in exactly one of the counts. */
  private static void accountedFor(BuiltIndex index, Corpus corpus) throws IOException {
    assertThat(index.rejects(), is(corpus.rejects()));
    counted(index, corpus);
  }

  private static void counted(BuiltIndex index, Corpus corpus) throws IOException {
    JsonNode status = index.status();
    JsonNode objects = status.get("objects");
    JsonNode records = status.get("records");
    int files = corpus.arrivals().size();
    int rejected = corpus.rejects().size();
    long lines = corpus.records();

    assertThat(objects.get("all").asInt(), is(files));
    assertThat(objects.get("onTime").asInt() + objects.get("late").asInt(), is(files));
    assertThat(records.get("all").asLong(), is(lines));
    assertThat(records.get("rejected").asInt(), is(rejected));
    assertThat(
        records.get("upserts").asLong() + records.get("deletes").asLong(), is(lines - rejected));
    assertThat(status.get("pendingReceipts").asInt(), is(0));
    assertThat(status.get("addsUp").asBoolean(), is(true));
    assertThat(index.verdict(), is("no fault found"));
  }
}
