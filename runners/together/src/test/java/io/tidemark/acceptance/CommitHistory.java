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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was committed, by whom, from the first snapshot on.
 *
 * @param runners that committed
 * @param layers of the newest snapshot
 */
record CommitHistory(TreeSet<String> runners, List<Layer> layers) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static CommitHistory of(Site site) throws IOException {
    TreeSet<String> runners = new TreeSet<>();
    List<Layer> layers = new ArrayList<>();
    try (ObjectStore store = site.open(site.output())) {
      SnapshotLog log = new SnapshotLog(store);
      Snapshot newest = log.newest().orElseThrow();
      for (long version = 2; version <= newest.version(); version++) {
        runners.add(log.at(version).orElseThrow().writer().runner());
      }
      for (LayerRef ref : newest.layers()) {
        layers.add(log.layer(ref));
      }
    }
    return new CommitHistory(runners, layers);
  }

  /** What was committed twice, and who did not commit. */
  List<String> faults(List<String> engines) throws IOException {
    Map<String, String> committed = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (Layer layer : layers) {
      for (String part : parts(layer)) {
        String before = committed.put(part, layer.id());
        if (before != null) {
          faults.add(part + " is in " + before + " and in " + layer.id());
        }
      }
    }
    for (String engine : engines) {
      if (runners.stream().noneMatch(r -> r.toLowerCase(Locale.ROOT).startsWith(engine))) {
        faults.add(engine + " committed nothing");
      }
    }
    return faults;
  }

  /**
   * Pieces of objects by shard; and partitions as they were closed: one that was closed is opened
   * again for files that come while nobody watches, and then has more of them.
   */
  private static List<String> parts(Layer layer) throws IOException {
    List<String> parts = new ArrayList<>();
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
