package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.acceptance.Corpus.Row;
import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real change streams, exact: what any runner must make of them. Skipped, with a message, where the
 * corpora are not beside the repository.
 */
public abstract class CorpusAcceptance extends RunnerSuite {

  @ParameterizedTest
  @ValueSource(strings = {"tldr-small", "rustsec-full"})
  void every_checkpoint_of_a_clean_stream_is_exact(String name) throws IOException {
    Corpus corpus = unpack(name);
    Site site = Site.local(scratch);
    site.upload(corpus.data());

    runToNow(site);

    List<String> differences = new ArrayList<>();
    for (Map.Entry<Instant, List<Row>> checkpoint : corpus.expected().entrySet()) {
      String asOf = "--asOf=" + checkpoint.getKey().plus(corpus.period());
      differences.addAll(index(site).differences("body", checkpoint.getValue(), asOf));
      differences.addAll(
          index(site).differences("body", List.of(corpus.live().get(checkpoint.getKey())), asOf));
    }
    assertThat(differences, is(empty()));
    assertThat(index(site).rejects(), is(corpus.rejects()));
    assertThat(index(site).command("verify").succeeded(), is(verified(site)));
  }

  @Test
  void a_hostile_stream_in_s3_is_exact_and_rejects_what_is_corrupt() throws IOException {
    Corpus corpus = unpack("tldr-small-hostile");
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      Site site = Site.on(s3, "hostile");
      site.upload(corpus.data());

      runToNow(site);

      assertThat(differencesAtEnd(site, corpus), is(empty()));
      assertThat(index(site).rejects(), is(corpus.rejects()));
      assertThat(index(site).command("verify").succeeded(), is(verified(site)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tldr-small", "rustsec-full"})
  void a_clean_stream_in_s3_is_exact(String name) throws IOException {
    Corpus corpus = unpack(name);
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      Site site = Site.on(s3, name);
      site.upload(corpus.data());

      runToNow(site);

      assertThat(differencesAtEnd(site, corpus), is(empty()));
    }
  }

  @Test
  void a_hostile_stream_replayed_live_ends_as_the_bounded_run_does() throws Exception {
    Corpus corpus = unpack("tldr-small-hostile");
    Site bounded = Site.local(scratch.resolve("bounded"));
    bounded.upload(corpus.data());
    Site live = Site.local(scratch.resolve("live"));

    runToNow(bounded);
    try (DeltaIndexRun run =
        DeltaIndexRun.start(
            OptionParser.parse(
                live.running(
                    "--runner=" + runner(),
                    "--index=" + settings(),
                    "--pollEvery=50ms",
                    "--settle=150ms",
                    "--lateness=6h")),
            Clock.systemUTC())) {
      new LiveReplay(corpus, live).deliverAndAwait(run);
    }

    assertThat(index(bounded).rejects(), is(corpus.rejects()));
    assertThat(differencesAtEnd(live, corpus), is(empty()));
    assertThat(index(live).digest(), is(index(bounded).digest()));
    assertThat(index(live).rejects(), is(corpus.rejects()));
    assertThat(index(live).command("verify").succeeded(), is(verified(live)));
    JsonNode status = index(live).status();
    assertThat(status.at("/objects/all").asInt(), is(corpus.arrivals().size()));
    assertThat(status.at("/objects/late").asInt(), is(greaterThan(0)));
    assertThat(status.at("/records/all").asInt(), is(46170 + corpus.rejects().size()));
    assertThat(status.at("/records/rejected").asInt(), is(corpus.rejects().size()));
    assertThat(status.at("/pendingReceipts").asInt(), is(0));
    assertThat(status.at("/addsUp").asBoolean(), is(true));
  }

  private Corpus unpack(String name) {
    assumeTrue(
        Corpus.available(name), () -> "No corpus " + name + " in " + Corpus.home() + ": skipped");
    return Corpus.unpack(name, scratch.resolve("corpora"));
  }

  private void runToNow(Site site) throws IOException {
    runToNow(site, settings()).succeeded();
  }

  private Path settings() throws IOException {
    Path file = scratch.resolve("index.yaml");
    try (InputStream yaml = CorpusAcceptance.class.getResourceAsStream("corpus-index.yaml")) {
      Files.write(file, Objects.requireNonNull(yaml).readAllBytes());
    }
    return file;
  }

  private List<String> differencesAtEnd(Site site, Corpus corpus) throws IOException {
    Map<Instant, List<Row>> expected = corpus.expected();
    Instant last = expected.keySet().stream().max(Instant::compareTo).orElseThrow();
    List<Row> rows = new ArrayList<>(expected.get(last));
    rows.add(corpus.live().get(last));
    String newest = "--at=" + index(site).status().get("version").asLong();
    return index(site).differences("body", rows, newest);
  }

  private String verified(Site site) throws IOException {
    JsonNode status = index(site).status();
    return String.format(
            Locale.ROOT,
            "version %,d, %,d layers%n",
            status.get("version").asLong(),
            status.get("layers").asLong())
        + index(site).digest()
        + "no fault found"
        + System.lineSeparator();
  }
}
