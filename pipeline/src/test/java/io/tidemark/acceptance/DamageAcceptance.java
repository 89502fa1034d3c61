package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.index.IndexSource;
import io.tidemark.index.NewestSnapshot;
import io.tidemark.index.ShardCache;
import io.tidemark.index.SnapshotReader;
import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index with files that are damaged or gone: told by name, served as far as it is whole. */
public abstract class DamageAcceptance extends RunnerSuite {
  private static final Clock CLOCK = Clock.systemUTC();

  @Test
  void damaged_newest_snapshot_is_told_and_the_one_before_serves_until_a_run_heals_it()
      throws IOException {
    Site site = site();
    build(site, 2);
    String all = build(site, 3);
    long newest = newest(site).version();
    String before = index(site).command("digest", "--at=" + (newest - 1)).succeeded();
    flip(site, snapshotKey(newest));

    CommandRun digest = index(site).command("digest");
    CommandRun named = index(site).command("digest", "--at=" + newest);
    CommandRun status = index(site).command("status");
    CommandRun verify = index(site).command("verify");

    assertThat(digest.succeeded(), is(before));
    assertThat(digest.err(), containsString("warning: Cannot read snapshot " + site.output()));
    assertThat(digest.err(), containsString(snapshotKey(newest) + ": it is damaged: its SHA-256"));
    fault(named.exitCode(), named.err(), snapshotKey(newest), "Start a run");
    fault(status.exitCode(), status.out(), "FAULT", snapshotKey(newest));
    fault(verify.exitCode(), verify.out(), "FAULT", snapshotKey(newest), "1 faults found");
    run(site).succeeded();
    assertThat(index(site).digest(), is(all));
    assertThat(index(site).verdict(), is("no fault found"));
    index(site).command("status").succeeded();
  }

  @ParameterizedTest
  @CsvSource({"layer, false", "layer, true", "shard, false", "shard, true"})
  void damaged_file_of_the_newest_snapshot_is_told_and_the_last_whole_one_serves(
      String what, boolean gone) throws IOException {
    Site site = site();
    String first = build(site, 2);
    List<String> told = new ArrayList<>();
    try (ObjectStore store = site.open(site.output());
        ShardCache cache = ShardCache.open(scratch.resolve("mine"), Long.MAX_VALUE, CLOCK)) {
      SnapshotLog log = new SnapshotLog(store);
      NewestSnapshot index =
          new NewestSnapshot(
              new IndexSource(store, log::layer, cache), damage -> told.add(damage.key()));
      SnapshotReader open = index.open(Instant.MAX).orElseThrow();
      build(site, 3);
      LayerRef last = last(newest(site), open.snapshot());
      String key = what.equals("layer") ? last.key() : log.layer(last).shards().get(0).key();
      spoil(site, key, gone);

      CommandRun digest = fresh(site).command("digest");
      CommandRun named = fresh(site).command("digest", "--at=" + newest(site).version());
      CommandRun verify = index(site).command("verify");
      SnapshotReader refreshed = index.refresh(open);

      assertThat(digest.succeeded(), is(first));
      assertThat(digest.err(), allOf(containsString("warning: Cannot read"), containsString(key)));
      fault(named.exitCode(), named.err(), key);
      fault(verify.exitCode(), verify.out(), "FAULT", key);
      assertThat(refreshed, is(sameInstance(open)));
      assertThat(told, contains(key));
      if (what.equals("layer") && gone) {
        CommandRun status = index(site).command("status", "--json");
        fault(status.exitCode(), status.out(), "\"faults\":[\"" + key + " is gone");
      }
      open.close();
    }
  }

  @Test
  @Timeout(120)
  void live_run_stops_when_another_goes_on_without_what_it_built_on() throws IOException {
    Site site = site();
    build(site, 2);
    List<String> arguments =
        site.running(
            "--runner=" + runner(),
            "--index=" + SmallInput.settings(scratch),
            "--shards=2",
            "--mode=cycles",
            "--pollEvery=50ms");
    byte[] healing = healing(site);
    try (DeltaIndexRun run = DeltaIndexRun.start(OptionParser.parse(arguments), CLOCK);
        ObjectStore store = site.open(site.output())) {
      store.put(snapshotKey(newest(site).version() + 1), healing);

      IOException stopped =
          assertThrows(IOException.class, () -> run.await(Duration.ofMillis(20), progress -> {}));

      assertThat(
          stopped.getMessage(),
          allOf(containsString(site.output()), containsString("Start this run again")));
    }
  }

  /** What another run would append if the newest snapshot were damaged; it is left whole. */
  private byte[] healing(Site site) throws IOException {
    try (ObjectStore store = site.open(site.output())) {
      Snapshot newest = newest(site);
      byte[] hint = store.get("latest.json");
      flip(site, snapshotKey(newest.version()));
      SnapshotHead healed =
          new SnapshotLog(store)
              .openOrCreate(
                  newest.index(), new Snapshot.Writer("Test", "other", "healing"), CLOCK.instant());
      flip(site, snapshotKey(newest.version()));
      store.put("latest.json", hint);
      byte[] healing = store.get(snapshotKey(healed.version()));
      store.delete(snapshotKey(healed.version()));
      return healing;
    }
  }

  @Test
  void index_written_before_files_had_hashes_is_continued() throws IOException {
    Site site = site();
    build(site, 2);
    try (ObjectStore store = site.open(site.output())) {
      for (String folder : List.of("layers/", "snapshots/", "latest.json")) {
        for (StoredObject file : store.list(folder, "", ObjectStore.MAX_LIST)) {
          store.put(file.key(), withoutHash(store.get(file.key())));
        }
      }
    }
    long old = newest(site).version();

    String continued = build(site, 4);

    Site other = new Site(site.input(), scratch.resolve("other").toString(), site.arguments());
    run(other).succeeded();
    assertThat(continued, is(fresh(other).digest()));
    assertThat(index(site).command("digest", "--at=" + old).succeeded(), is(not(continued)));
    assertThat(index(site).verdict(), is("no fault found"));
  }

  @Test
  void index_whose_older_layers_are_rolled_up_answers_the_same_and_goes_on_without_a_damaged_roll()
      throws IOException {
    Site site = site();
    String two = build(site, 2);
    SnapshotFiles files = new SnapshotFiles(Path.of(site.output()));
    long version = newest(site).version();
    ObjectNode snapshot = files.read(version);
    files.rollUp(snapshot, 1);
    files.write(snapshot, version + 1);
    String roll = snapshot.get("rolls").get(0).get("key").textValue();

    String rolledUp = index(site).digest();
    String verdict = index(site).verdict();
    String three = build(site, 3);
    String sameAsOf = index(site).command("digest", "--at=" + (version + 1)).succeeded();
    spoil(site, roll, false);
    String before = fresh(site).command("digest").succeeded();
    CommandRun named = index(site).command("digest", "--at=" + newestHead(site).version());
    CommandRun status = index(site).command("status");
    SmallInput.deliver(site, 3, 4);
    run(site).succeeded(); // Needs no roll.

    assertThat(rolledUp, is(two));
    assertThat(verdict, is("no fault found"));
    assertThat(sameAsOf, is(two));
    assertThat(three, is(not(two)));
    assertThat(before, is(two));
    fault(named.exitCode(), named.err(), roll, "Runs go on without it");
    fault(status.exitCode(), status.out(), "FAULT", roll);
    assertThat(newestHead(site).rolls().size(), is(snapshot.get("rolls").size()));
  }

  private static SnapshotHead newestHead(Site site) throws IOException {
    try (ObjectStore store = site.open(site.output())) {
      return new SnapshotLog(store).newestHead().orElseThrow();
    }
  }

  /** The index of so many partitions, and its digest. */
  private String build(Site site, int partitions) throws IOException {
    SmallInput.deliver(site, partitions == 2 ? 0 : 2, partitions);
    run(site).succeeded();
    return index(site).digest();
  }

  private CommandRun run(Site site) throws IOException {
    return runToNow(site, SmallInput.settings(scratch), "--shards=2");
  }

  private Site site() {
    return Site.local(scratch.resolve("site"));
  }

  /** Without what the cache may hold of the shards. */
  private BuiltIndex fresh(Site site) throws IOException {
    return new BuiltIndex(site, Files.createTempDirectory(scratch, "fresh"));
  }

  private static Snapshot newest(Site site) throws IOException {
    try (ObjectStore store = site.open(site.output())) {
      return new SnapshotLog(store).newest().orElseThrow();
    }
  }

  /** The layer one snapshot has and the other has not. */
  private static LayerRef last(Snapshot with, Snapshot without) {
    List<LayerRef> layers = new ArrayList<>(with.layers());
    layers.removeAll(without.layers());
    return layers.get(0);
  }

  private static String snapshotKey(long version) {
    return String.format(Locale.ROOT, "snapshots/%020d.json", version);
  }

  private static void flip(Site site, String key) throws IOException {
    spoil(site, key, false);
  }

  /** Removes an object, or changes one bit of it. */
  private static void spoil(Site site, String key, boolean gone) throws IOException {
    try (ObjectStore store = site.open(site.output())) {
      byte[] body = store.get(key);
      body[body.length / 2] ^= 1;
      if (gone) {
        store.delete(key);
      } else {
        store.put(key, body);
      }
    }
  }

  private static byte[] withoutHash(byte[] file) {
    return new String(file, StandardCharsets.UTF_8)
        .replaceFirst(",\"sha256\":\"[0-9a-f]*\"}\n$", "}\n")
        .replaceFirst("^\\{\"format\":[23],", "{\"format\":1,")
        .replace("\"rolls\":[],", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void fault(int exitCode, String told, String... parts) {
    assertThat(told, exitCode, is(1));
    for (String part : parts) {
      assertThat(told, containsString(part));
    }
  }
}
