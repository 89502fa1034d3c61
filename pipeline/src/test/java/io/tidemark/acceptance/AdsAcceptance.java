package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.stringContainsInOrder;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.acceptance.Corpus.Row;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checked-in ad catalogue, exact: every answer, every reject, every count, every score. */
public abstract class AdsAcceptance extends RunnerSuite {
  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), Duration.ofMinutes(10));
  private BuiltIndex index;

  @BeforeEach
  void build() throws IOException {
    Site site = new Site(ads.data().toString(), scratch.resolve("output").toString(), List.of());
    runToNow(site).succeeded();
    index = index(site);
  }

  @Test
  void every_expected_answer_is_given_as_of_every_partition() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<Instant, List<Row>> checkpoint : ads.expected().entrySet()) {
      List<Row> rows = new ArrayList<>(checkpoint.getValue());
      rows.add(ads.live().get(checkpoint.getKey()));
      String asOf = "--asOf=" + checkpoint.getKey().plus(ads.period());
      differences.addAll(index.differences("description", rows, asOf));
    }

    assertThat(differences, is(empty()));
    assertThat(ads.expected().size(), is(6));
  }

  @Test
  void exactly_the_corrupt_lines_are_rejected_and_the_counts_add_up() throws IOException {
    JsonNode status = index.status();

    assertThat(index.rejects(), is(ads.rejects()));
    assertThat(status.at("/records/rejected").asInt(), is(ads.rejects().size()));
    assertThat(status.at("/records/all").asLong(), is(records()));
    assertThat(
        status.at("/records/upserts").asLong() + status.at("/records/deletes").asLong(),
        is(records() - ads.rejects().size()));
    assertThat(status.at("/objects/all").asInt(), is(ads.arrivals().size()));
    assertThat(status.at("/objects/onTime").asInt(), is(ads.arrivals().size()));
    assertThat(status.get("layers").asInt(), is(6));
    assertThat(status.get("watermark").asText(), is("2026-05-04T19:00:00Z"));
    assertThat(status.get("addsUp").asBoolean(), is(true));
    assertThat(status.get("openPartitions").asInt(), is(0));
    assertThat(status.at("/freshnessMillis/objects").asInt(), is(ads.arrivals().size()));
    assertThat(
        status.at("/freshnessSinceDiscoveryMillis/objects").asInt(), is(ads.arrivals().size()));
  }

  @Test
  void verify_finds_no_fault_even_against_a_rebuild() {
    assertThat(index.verdict(), is("no fault found"));
    assertThat(index.verdict("--input=" + index.site().input()), is("no fault found"));
  }

  @Test
  void verify_names_every_damaged_shard_file() throws IOException {
    List<String> damaged = new ArrayList<>();
    try (ObjectStore store = index.site().open(index.site().output())) {
      for (StoredObject shard : store.list("shards/", "", 2)) {
        byte[] bytes = store.get(shard.key());
        bytes[bytes.length / 2] ^= 1;
        store.put(shard.key(), bytes);
        damaged.add(shard.key());
      }
    }

    CommandRun verified = index.command("verify");

    assertThat(verified.exitCode(), is(1));
    assertThat(verified.out(), stringContainsInOrder(damaged));
    assertThat(verified.out(), containsString("2 faults found"));
  }

  @Test
  void scores_are_those_of_a_plain_index_of_the_live_documents() throws IOException {
    for (String query :
        List.of(
            "description:gratis",
            "headline:(new free)",
            "description:(free shipping) +status:active")) {
      Map<String, Float> scores = new TreeMap<>();
      index
          .search(query)
          .get("hits")
          .forEach(hit -> scores.put(hit.get("id").asText(), hit.get("score").floatValue()));

      assertThat(query, scores, is(PlainIndex.of(ads).scores(query)));
    }
  }

  /** Lines that are not blank, bytes of any kind. */
  private long records() throws IOException {
    long records = 0;
    for (Corpus.Arrival file : ads.arrivals()) {
      Path path = ads.data().resolve(file.path());
      String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
      records += text.lines().filter(line -> !line.isBlank()).count();
    }
    return records;
  }
}
