package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.stringContainsInOrder;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands tell of the checked-in ad catalogue: its scores, its faults. */
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
  void verify_finds_no_fault_against_a_rebuild() {
    assertThat(index.verdict("--input=" + index.site().input()), is("no fault found"));
  }

  @Test
  void status_tells_what_is_open_and_how_fresh_all_was() throws IOException {
    JsonNode status = index.status();

    assertThat(status.get("openPartitions").asInt(), is(0));
    assertThat(status.at("/freshnessMillis/objects").asInt(), is(ads.arrivals().size()));
    assertThat(
        status.at("/freshnessSinceDiscoveryMillis/objects").asInt(), is(ads.arrivals().size()));
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
}
