package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.pipeline.RunKind;
import io.tidemark.publish.Debt;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is behind takes the newest partition first; the others are owed, and repaired. */
public abstract class DebtAcceptance extends ModeSuite {
  private static final String NEWEST = "dt=2026-05-04/hr=18/mi=50/";
  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), Duration.ofMinutes(10));
  private EmbeddedS3 s3;

  @BeforeEach
  void start() {
    s3 = EmbeddedS3.start();
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @Test
  void what_was_passed_over_is_on_record_until_it_is_repaired() throws IOException {
    Site site = fallenBehind("behind");

    BuiltIndex index = caughtUp(site, catalogueSettings(), "--catchUp=latest");
    JsonNode behind = index.status();
    int skipped = files(site) - files(first()) - newest().size();
    assertThat(behind.at("/debt/objects").asInt(), is(skipped));
    assertThat(behind.at("/debt/oldest").asText(), is("2026-05-04T18:10:00Z"));
    assertThat(behind.at("/debt/newest").asText(), is("2026-05-04T18:50:00Z"));
    assertThat(behind.at("/debt/partitions").asInt(), is(4));
    assertThat(behind.at("/objects/skipped").asInt(), is(skipped));
    assertThat(index.digest(), not(is(expected())));
    assertThat(
        index.command("status", "--skipped").succeeded(),
        containsString("2026-05-04T18:10:00Z 2026-05-04T18:50:00Z 4 partitions, " + skipped));
    assertThat(index.verdict(), is("no fault found"));

    take(site, catalogueSettings(), "--catchUp=every");
    assertThat(index.status().get("debt"), is(behind.get("debt")));

    repair(site, catalogueSettings());
    JsonNode repaired = index.status();
    assertThat(repaired.at("/debt/partitions").asInt(), is(0));
    assertThat(repaired.at("/objects/repaired").asInt(), is(skipped));
    assertThat(repaired.at("/objects/skipped").asInt(), is(0));
    assertThat(repaired.at("/objects/all").asInt(), is(files(site)));
    assertThat(index.digest(), is(expected()));
    assertThat(index.verdict(), is("no fault found"));
    everyVersionAddsUp(site);

    repair(site, catalogueSettings());
    assertThat(index.status().get("version"), is(repaired.get("version")));
  }

  @Test
  void idle_time_of_a_live_run_works_the_debt_off() throws IOException {
    if (mode() == RunKind.BATCH) {
      return; // Has no idle time.
    }
    Site site = fallenBehind("idle");
    int all = files(site);

    BuiltIndex index =
        runUntil(
            site,
            catalogueSettings(),
            newest ->
                newest.progress().debt().isEmpty()
                    && newest.progress().totals().objects() == all
                    && newest.progress().pending().isEmpty(),
            "--catchUp=latest",
            "--repairShare=1");

    assertThat(index.status().at("/objects/repaired").asInt() > 0, is(true));
    assertThat(index.status().at("/objects/skipped").asInt(), is(0));
    assertThat(index.digest(), is(expected()));
    everyVersionAddsUp(site);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version: version", ""})
  void what_is_repaired_is_old_whatever_it_says(String version) throws IOException {
    Path settings =
        Files.writeString(
            scratch.resolve("titles.yaml"),
            "id: id\nop: op\n" + version + "\nfields:\n  title: {type: text, stored: true}\n");
    Site site = Site.on(s3, version.isEmpty() ? "unversioned" : "versioned");
    put(site, "dt=2026-05-04/hr=18/mi=00/a.jsonl", "{'id':'first','version':1,'title':'kept'}");
    take(site, settings);
    put(
        site,
        "dt=2026-05-04/hr=18/mi=20/a.jsonl",
        "{'id':'gone','version':1,'title':'old'}",
        "{'id':'changed','version':1,'title':'old'}",
        "{'id':'missed','version':1,'title':'old'}",
        "{'id':'first','version':2,'op':'delete'}");
    put(
        site,
        "dt=2026-05-04/hr=18/mi=40/a.jsonl",
        "{'id':'gone','version':2,'op':'delete'}",
        "{'id':'changed','version':2,'title':'new'}");

    BuiltIndex index = caughtUp(site, settings, "--catchUp=latest");
    assertThat(index.ids("*:*"), is(List.of("changed", "first")));

    repair(site, settings);
    assertThat(index.ids("*:*"), is(List.of("changed", "missed")));
    assertThat(index.ids("title:new"), is(List.of("changed")));
  }

  @Test
  void what_is_gone_before_it_is_repaired_stays_on_record_as_skipped() throws IOException {
    Site site = fallenBehind("gone");
    BuiltIndex index = caughtUp(site, catalogueSettings(), "--catchUp=latest");
    int owed = index.status().at("/debt/objects").asInt();
    List<Corpus.Arrival> expired =
        ads.arrivals().stream().filter(f -> f.path().contains("/mi=20/")).toList();
    try (ObjectStore input = site.open(site.input())) {
      for (Corpus.Arrival file : expired) {
        input.delete(file.path());
      }
    }

    repair(site, catalogueSettings());

    JsonNode status = index.status();
    assertThat(status.at("/debt/partitions").asInt(), is(0));
    assertThat(status.at("/objects/skipped").asInt(), is(expired.size()));
    assertThat(status.at("/objects/repaired").asInt(), is(owed - expired.size()));
    assertThat(status.get("addsUp").asBoolean(), is(true));
  }

  /** A site with an index of the first partition, and all of the input. */
  private Site fallenBehind(String bucket) throws IOException {
    Site site = Site.on(s3, bucket);
    deliver(site, ads, first());
    take(site, catalogueSettings());
    List<Corpus.Arrival> rest = new ArrayList<>(ads.arrivals());
    rest.removeAll(first());
    deliver(site, ads, rest);
    return site;
  }

  private List<Corpus.Arrival> first() throws IOException {
    return ads.arrivals().stream().filter(f -> f.path().contains("/mi=00/")).toList();
  }

  private List<Corpus.Arrival> newest() throws IOException {
    return ads.arrivals().stream().filter(f -> f.path().startsWith(NEWEST)).toList();
  }

  private static int files(List<Corpus.Arrival> files) {
    return files.size();
  }

  private static int files(Site site) throws IOException {
    return Intake.of(site).objects();
  }

  /** Runs until the newest partition is published, and what is owed is counted. */
  private BuiltIndex caughtUp(Site site, Path settings, String... options) throws IOException {
    if (!endless()) {
      return take(site, settings, options);
    }
    Intake all = Intake.of(site);
    return runUntil(
        site,
        settings,
        newest ->
            newest.progress().watermark() != null
                && !newest.progress().watermark().isBefore(all.end())
                && newest.progress().pending().isEmpty()
                && newest.progress().debt().stream().allMatch(Debt::counted),
        options);
  }

  private void repair(Site site, Path settings) {
    List<String> arguments =
        site.running("run", "--runner=" + runner(), "--index=" + settings, "--repair");
    arguments.add("--maxObjectsPerPoll=3");
    CommandRun.of(arguments).succeeded();
  }

  private String expected() throws IOException {
    Site site = Site.local(scratch.resolve("expected"));
    if (Files.notExists(scratch.resolve("expected"))) {
      deliver(site, ads, ads.arrivals());
      runToNow(site).succeeded();
    }
    return index(site).digest();
  }

  private static void everyVersionAddsUp(Site site) throws IOException {
    try (ObjectStore output = site.open(site.output())) {
      SnapshotLog log = new SnapshotLog(output);
      long newest = log.newest().orElseThrow().version();
      for (long version = 1; version <= newest; version++) {
        Snapshot snapshot = log.at(version).orElseThrow();
        assertThat("version " + version, snapshot.progress().totals().addUp(), is(true));
        long owed = snapshot.progress().debt().stream().mapToLong(Debt::objectsKnown).sum();
        assertThat("version " + version, snapshot.progress().totals().skipped(), is(owed));
      }
    }
  }

  private static void put(Site site, String key, String... lines) throws IOException {
    try (ObjectStore input = site.open(site.input())) {
      String body = String.join("\n", lines).replace('\'', '"');
      input.put(key, body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
