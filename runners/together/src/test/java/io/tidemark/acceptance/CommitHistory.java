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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
 * @param watermarks of each version
 */
record CommitHistory(
    TreeSet<String> runners,
    List<Commit> commits,
    Map<String, Long> objects,
    Map<Long, Instant> watermarks) {
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
    Map<Long, Instant> watermarks = new HashMap<>();
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
        Instant watermark = snapshot.progress().watermark();
        watermarks.put(version, watermark == null ? Instant.MIN : watermark);
        for (String object : snapshot.progress().objects().keySet()) {
          objects.putIfAbsent(object, version);
        }
      }
    }
    return new CommitHistory(runners, commits, objects, watermarks);
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
      for (Part part : parts(commit.layer())) {
        Commit before = committed.putIfAbsent(part.name(), commit);
        if (before != null && knew(commit, before, part, continued)) {
          faults.add(
              String.format(
                  Locale.ROOT,
                  "%s is in %s (version %d) and in %s (version %d)",
                  part.name(),
                  before.layer().id(),
                  before.version(),
                  commit.layer().id(),
                  commit.version()));
        }
      }
    }
    return faults;
  }

  /** Whether a run had to know of what was committed before. */
  private boolean knew(Commit commit, Commit before, Part part, Map<String, Long> continued) {
    boolean same = commit.run().equals(before.run());
    Long started = same ? null : continued.get(commit.run());
    if (started != null && before.version() > started) {
      return false;
    }
    // A closing that follows one that was never committed does not count: the next run closes anew.
    long version = started == null ? before.version() : started;
    return !watermarks.getOrDefault(version, Instant.MIN).isBefore(part.end());
  }

  /**
   * What is to be committed once.
   *
   * @param end of the partition that is closed by it; the earliest instant when it closes none
   */
  private record Part(String name, Instant end) {}

  /**
   * Pieces of objects by shard; and partitions as they were closed: one that was closed is opened
   * again for files that come while nobody watches, and then has more of them.
   */
  private static Set<Part> parts(Layer layer) throws IOException {
    Set<Part> parts = new LinkedHashSet<>();
    for (ShardReceipt leg : layer.receipts()) {
      String name =
          String.format(
              Locale.ROOT,
              "%s split %d piece %d shard %d",
              leg.receipt().object(),
              leg.receipt().split(),
              leg.receipt().piece(),
              leg.shard());
      parts.add(new Part(name, Instant.MIN));
    }
    for (String text : layer.closings()) {
      JsonNode closing = JSON.readTree(text);
      if (!closing.has("partition")) {
        continue; // It tells of the end of a watch, or of debt.
      }
      String name =
          String.format(
              Locale.ROOT,
              "closing of %s, late %s, with %d objects",
              closing.at("/partition/start").asText(),
              closing.get("late").asText(),
              closing.get("objects").asInt());
      parts.add(new Part(name, Instant.parse(closing.at("/partition/end").asText())));
    }
    return parts;
  }
}
