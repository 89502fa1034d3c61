package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.acceptance.Corpus.Row;
import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real change streams, exact: what any runner must make of them. Skipped, with a message, where the
 * corpora are not beside the repository.
 */
public abstract class CorpusAcceptance {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir protected Path scratch;

  /** As in {@code --runner}. */
  protected abstract String runner();

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
      differences.addAll(differences(site, checkpoint.getValue(), asOf));
      differences.addAll(differences(site, List.of(corpus.live().get(checkpoint.getKey())), asOf));
    }
    assertThat(differences, is(empty()));
    assertThat(rejects(site), is(corpus.rejects()));
    assertThat(CommandRun.of(site.reading(cache(), "verify")).succeeded(), is(verified(site)));
  }

  @Test
  void a_hostile_stream_in_s3_is_exact_and_rejects_what_is_corrupt() throws IOException {
    Corpus corpus = unpack("tldr-small-hostile");
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      Site site = Site.on(s3, "hostile");
      site.upload(corpus.data());

      runToNow(site);

      assertThat(differencesAtEnd(site, corpus), is(empty()));
      assertThat(rejects(site), is(corpus.rejects()));
      assertThat(CommandRun.of(site.reading(cache(), "verify")).succeeded(), is(verified(site)));
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
    DeltaIndexRun run =
        DeltaIndexRun.start(
            OptionParser.parse(
                live.running(
                    "--runner=" + runner(),
                    "--index=" + settings(),
                    "--pollEvery=50ms",
                    "--settle=150ms",
                    "--lateness=6h")),
            Clock.systemUTC());
    new LiveReplay(corpus, live).deliverAndAwait(run);

    assertThat(rejects(bounded), is(corpus.rejects()));
    assertThat(differencesAtEnd(live, corpus), is(empty()));
    assertThat(digest(live), is(digest(bounded)));
    assertThat(rejects(live), is(corpus.rejects()));
    assertThat(CommandRun.of(live.reading(cache(), "verify")).succeeded(), is(verified(live)));
    JsonNode status = status(live);
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
    List<String> arguments =
        site.running("run", "--runner=" + runner(), "--index=" + settings(), "--until=now");
    CommandRun.of(arguments).succeeded();
  }

  private Path settings() throws IOException {
    Path file = scratch.resolve("index.yaml");
    try (InputStream yaml = CorpusAcceptance.class.getResourceAsStream("corpus-index.yaml")) {
      Files.write(file, Objects.requireNonNull(yaml).readAllBytes());
    }
    return file;
  }

  private Path cache() {
    return scratch.resolve("cache");
  }

  private List<String> differencesAtEnd(Site site, Corpus corpus) throws IOException {
    Map<Instant, List<Row>> expected = corpus.expected();
    Instant last = expected.keySet().stream().max(Instant::compareTo).orElseThrow();
    List<Row> rows = new ArrayList<>(expected.get(last));
    rows.add(corpus.live().get(last));
    return differences(site, rows, "--at=" + status(site).get("version").asLong());
  }

  private List<String> differences(Site site, List<Row> rows, String snapshot) throws IOException {
    Path queries = scratch.resolve("queries.txt");
    Files.write(queries, rows.stream().map(CorpusAcceptance::query).toList());
    String out =
        CommandRun.of(site.reading(cache(), "ids", snapshot, "--queries=" + queries)).succeeded();
    List<String> answers = out.lines().toList();
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String wanted = row.count() + "\t" + row.sha256() + "\t" + query(row);
      if (!answers.get(i).equals(wanted)) {
        differences.add(snapshot + ": wanted " + wanted + ", got " + answers.get(i));
      }
    }
    return differences;
  }

  private static String query(Row row) {
    return row.term().equals("*") ? "*:*" : "body:" + row.term();
  }

  private String digest(Site site) {
    return CommandRun.of(site.reading(cache(), "digest")).succeeded();
  }

  private JsonNode status(Site site) throws IOException {
    return JSON.readTree(CommandRun.of(site.reading(cache(), "status", "--json")).succeeded());
  }

  private String verified(Site site) throws IOException {
    JsonNode status = status(site);
    return String.format(
            java.util.Locale.ROOT,
            "version %,d, %,d layers%n",
            status.get("version").asLong(),
            status.get("layers").asLong())
        + digest(site)
        + "no fault found"
        + System.lineSeparator();
  }

  private static List<String> rejects(Site site) throws IOException {
    List<String> rejects = new ArrayList<>();
    try (ObjectStore store = site.open(site.output())) {
      for (StoredObject file : store.list("rejects/", "", ObjectStore.MAX_LIST)) {
        String lines = new String(store.get(file.key()), StandardCharsets.UTF_8);
        for (String line : lines.lines().toList()) {
          JsonNode reject = JSON.readTree(line);
          rejects.add(reject.get("object").asText() + ":" + reject.get("line").asLong());
        }
      }
    }
    rejects.sort(null);
    return rejects;
  }
}
