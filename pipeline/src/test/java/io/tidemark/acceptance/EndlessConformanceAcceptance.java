package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.Heartbeat;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same for modes that go on until they are stopped, and of data that lands meanwhile. An idle
 * input costs them a listing a poll: there are runners that do not keep to the delay a source asks
 * for, and call it thousands of times a second.
 */
public abstract class EndlessConformanceAcceptance extends ConformanceAcceptance {
  private static final int ALL = 12;
  private static final Duration EVERY = Duration.ofMillis(500);

  /** A few seconds of polls; {@code -Dtidemark.polls=120} makes it a minute. */
  private static final int POLLS = Integer.getInteger("tidemark.polls", 6);

  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), Duration.ofMinutes(10));

  @Test
  void hostile_real_stream_replayed_live_is_exact() throws IOException {
    Corpus corpus = unpack("tldr-small-hostile");
    Site site = Site.local(scratch.resolve("live"));

    BuiltIndex index = replay(corpus, site, corpusSettings());

    Exact.atEnd(index, corpus, "body");
    Golden.of("tldr-small-hostile").matchesWhereWindowsHeldTheSame(index);
    assertThat(index.status().at("/objects/late").asInt(), is(greaterThan(0)));
  }

  @Test
  void idle_input_is_listed_once_a_poll_interval() throws IOException {
    polled();
  }

  @ParameterizedTest
  @ValueSource(strings = {"partition", "arrival"})
  void run_that_is_asked_to_stop_publishes_what_it_found_and_the_next_closes_its_partitions(
      String publish) throws IOException {
    Site site = Site.local(scratch.resolve("stopped"));
    deliver(site, ads, ads.arrivals().subList(0, ALL - 1));
    String[] unsettled = {"--publish=" + publish, "--settle=1h", "--late=drop"};

    BuiltIndex stopped =
        stopWhen(site, catalogueSettings(), found(site, ALL - 1), asking(publish, site), unsettled);
    JsonNode before = stopped.status();
    deliver(site, ads, ads.arrivals().subList(ALL - 1, ALL));
    BuiltIndex resumed = take(site, catalogueSettings(), "--publish=" + publish, "--late=drop");

    assertThat(before.at("/objects/onTime").asInt(), is(ALL - 1));
    assertThat(before.at("/pendingReceipts").asInt(), is(0));
    assertThat(before.at("/addsUp").asBoolean(), is(true));
    JsonNode after = resumed.status();
    assertThat(after.at("/objects/onTime").asInt(), is(ALL));
    assertThat(after.at("/objects/dropped").asInt(), is(0));
    assertThat(after.at("/restart/gapMillis").asLong(), is(greaterThan(0L)));
    assertThat(resumed.digest(), is(expected().digest()));
    assertThat(resumed.verdict("--input=" + site.input()), is("no fault found"));
  }

  /** Both ways there are: this run by its id, or every run on the index with a command. */
  private static WatchedRun.Ending asking(String publish, Site site) {
    return publish.equals("partition")
        ? DeltaIndexRun::askToStop
        : run -> CommandRun.of(List.of("stop", "--index=" + site.output())).succeeded();
  }

  /** When the run tells that it has found so many objects: nothing of them is committed yet. */
  private static WatchedRun.Wanted found(Site site, int objects) {
    return newest -> {
      try (ObjectStore output = site.open(site.output())) {
        return Heartbeat.read(output).filter(beat -> beat.found() == objects).isPresent();
      }
    };
  }

  private BuiltIndex expected() throws IOException {
    Site site = Site.local(scratch.resolve("expected"));
    deliver(site, ads, ads.arrivals());
    runToNow(site).succeeded();
    return index(site);
  }

  /** Polls an input in which nothing happens any more, so many times. */
  protected final void polled(String... options) throws IOException {
    Site site = new Site(ads.data().toString(), scratch.resolve("index").toString(), List.of());
    CountedInput input = CountedInput.of(site);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--pollEvery=" + EVERY.toMillis() + "ms");

    runUntil(
        input.site(),
        catalogueSettings(),
        newest -> input.polls() >= POLLS,
        all.toArray(String[]::new));

    input.polledNoFasterThan(EVERY);
  }
}
