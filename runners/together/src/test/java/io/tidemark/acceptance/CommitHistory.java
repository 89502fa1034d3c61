package io.tidemark.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.publish.Layer;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was committed, by whom, from the first snapshot on.
 *
 * @param runners that committed
 * @param commits each in the order of the log
 * @param objects the version with which each object was committed in full
 */
record CommitHistory(TreeSet<String> runners, List<Commit> commits, Map<String, Long> objects) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A layer that became visible.
   *
   * @param version of the snapshot that listed it first
   * @param run that committed it
   */
  record Commit(long version, String run, Layer layer) {}

  static CommitHistory of(Site site) throws IOException {
    TreeSet<String> runners = new TreeSet<>();
    List<Commit> commits = new ArrayList<>();
    Map<String, Long> objects = new TreeMap<>();
    Set<String> known = new HashSet<>();
    try (ObjectStore store = site.open(site.output())) {
      SnapshotLog log = new SnapshotLog(store);
      Snapshot newest = log.newest().orElseThrow();
      for (long version = 2; version <= newest.version(); version++) {
        Snapshot snapshot = log.at(version).orElseThrow();
        runners.add(snapshot.writer().runner());
        for (LayerRef ref : snapshot.layers()) {
          if (known.add(ref.id())) {
            commits.add(new Commit(version, snapshot.writer().run(), log.layer(ref)));
          }
        }
        for (String object : snapshot.progress().objects().keySet()) {
          objects.putIfAbsent(object, version);
        }
      }
    }
    return new CommitHistory(runners, commits, objects);
  }

  /** Those of the engines that committed nothing. */
  List<String> idle(List<String> engines) {
    return engines.stream()
        .filter(
            engine ->
                runners.stream().noneMatch(r -> r.toLowerCase(Locale.ROOT).startsWith(engine)))
        .toList();
  }

  /** What was committed twice. */
  List<String> faults() throws IOException {
    return faults(Map.of());
  }

  /**
   * What a run committed though it, or the index when the run started, had it already.
   *
   * @param continued version that each run started from; a run that is not named knows all before
   *     it
   */
  List<String> faults(Map<String, Long> continued) throws IOException {
    Map<String, Commit> committed = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (Commit commit : commits) {
      for (String part : parts(commit.layer())) {
        Commit before = committed.putIfAbsent(part, commit);
        if (before != null && before.version() <= known(commit, before, continued)) {
          faults.add(
              String.format(
                  Locale.ROOT,
                  "%s is in %s (version %d) and in %s (version %d)",
                  part,
                  before.layer().id(),
                  before.version(),
                  commit.layer().id(),
                  commit.version()));
        }
      }
    }
    return faults;
  }

  private static long known(Commit commit, Commit before, Map<String, Long> continued) {
    return commit.run().equals(before.run())
        ? Long.MAX_VALUE
        : continued.getOrDefault(commit.run(), Long.MAX_VALUE);
  }

  /**
   * Pieces of objects by shard; and partitions as they were closed: one that was closed is opened
   * again for files that come while nobody watches, and then has more of them.
   */
  private static Set<String> parts(Layer layer) throws IOException {
    Set<String> parts = new TreeSet<>();
    for (ShardReceipt leg : layer.receipts()) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%s split %d piece %d shard %d",
              leg.receipt().object(),
              leg.receipt().split(),
              leg.receipt().piece(),
              leg.shard()));
    }
    for (String text : layer.closings()) {
      JsonNode closing = JSON.readTree(text);
      parts.add(
          String.format(
              Locale.ROOT,
              "closing of %s, late %s, with %d objects",
              closing.at("/partition/start").asText(),
              closing.get("late").asText(),
              closing.get("objects").asInt()));
    }
    return parts;
  }
}
