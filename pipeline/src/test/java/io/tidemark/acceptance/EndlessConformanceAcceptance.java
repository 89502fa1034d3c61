package io.tidemark.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The same for modes that go on until they are stopped. An idle input costs them a listing a poll:
 * there are runners that do not keep to the delay a source asks for, and call it thousands of times
 * a second.
 */
public abstract class EndlessConformanceAcceptance extends ConformanceAcceptance {
  private static final Duration EVERY = Duration.ofMillis(500);

  /** A few seconds of polls; {@code -Dtidemark.polls=120} makes it a minute. */
  private static final int POLLS = Integer.getInteger("tidemark.polls", 6);

  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), Duration.ofMinutes(10));

  @Test
  void idle_input_is_listed_once_a_poll_interval() throws IOException {
    polled();
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
