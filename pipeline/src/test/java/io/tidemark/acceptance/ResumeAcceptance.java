package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs that go on where the last one left off. */
public abstract class ResumeAcceptance extends RunnerSuite {
  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), Duration.ofMinutes(10));

  /** The sixth file to arrive belongs to a partition that the first five already close. */
  private static final int FIRST = 5;

  @Test
  void a_run_goes_on_where_the_last_one_left_off() throws IOException {
    BuiltIndex single = inSteps("single", 12);
    BuiltIndex index = inSteps("steps", FIRST);
    List<String> layers = index.layers();
    Map<String, String> shards = index.files("");

    deliver(index.site(), ads, ads.arrivals().subList(FIRST, 12));
    runToNow(index.site()).succeeded();
    long version = index.status().get("version").asLong();
    Map<String, String> grown = index.files("");
    List<String> together = index.layers();
    runToNow(index.site()).succeeded();

    JsonNode status = index.status();
    assertThat(together.subList(0, layers.size()), is(layers));
    shards.keySet().removeIf(key -> key.equals("latest.json"));
    assertThat(shards.entrySet(), everyItem(is(in(grown.entrySet()))));
    assertThat(index.digest(), is(single.digest()));
    assertThat(status.get("records"), is(single.status().get("records")));
    assertThat(status.at("/objects/all").asInt(), is(12));
    assertThat(status.get("bytes"), is(single.status().get("bytes")));
    assertThat(index.rejects(), is(ads.rejects()));
    assertThat(status.get("version").asLong(), is(version));
    assertThat(index.files(""), is(grown));
  }

  /** Runs after the delivery of so many files, and again. */
  private BuiltIndex inSteps(String name, int... files) throws IOException {
    Site site = Site.local(scratch.resolve(name));
    int delivered = 0;
    for (int until : files) {
      deliver(site, ads, ads.arrivals().subList(delivered, until));
      runToNow(site).succeeded();
      delivered = until;
    }
    return index(site);
  }
}
