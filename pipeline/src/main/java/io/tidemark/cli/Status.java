package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.publish.Histogram;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Progress;
import io.tidemark.publish.Restart;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What {@code tidemark status} shows of a snapshot, as seen at an instant. */
record Status(Snapshot snapshot, Instant now) {

  static Status of(Snapshot snapshot, Instant now) {
    return new Status(snapshot, now);
  }

  /** Whether every object and record is accounted for exactly once. */
  boolean addsUp() {
    return snapshot.progress().totals().addUp();
  }

  /** What is owed. */
  DebtStatus debt() {
    return DebtStatus.of(snapshot);
  }

  private Progress progress() {
    return snapshot.progress();
  }

  private long documents() {
    return snapshot.layers().stream().mapToLong(LayerRef::documents).sum();
  }

  private long tombstones() {
    return snapshot.layers().stream().mapToLong(LayerRef::tombstones).sum();
  }

  private static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private String watermarkText() {
    Instant watermark = progress().watermark();
    return watermark == null
        ? "none yet"
        : watermark + " (" + age(Duration.between(watermark, now)) + " behind the clock)";
  }

  String text() {
    Totals t = progress().totals();
    String objects =
        "%,d = %,d on time + %,d late + %,d diverted + %,d dropped + %,d skipped + %,d repaired";
    String records = "%,d = %,d upserts + %,d deletes + %,d rejected";
    StringBuilder text = new StringBuilder();
    line(
        text,
        "version",
        "%,d, committed %s by %s",
        snapshot.version(),
        snapshot.committedAt(),
        snapshot.writer().runner());
    line(text, "watermark", "%s", watermarkText());
    line(text, "open", "%,d partitions as of that watermark", progress().openPartitions());
    line(
        text,
        "layers",
        "%,d, holding %,d documents and %,d tombstones, %,d shards each",
        snapshot.layers().size(),
        documents(),
        tombstones(),
        snapshot.index().shards());
    line(
        text,
        "objects",
        objects,
        t.objects(),
        t.onTime(),
        t.late(),
        t.diverted(),
        t.dropped(),
        t.skipped(),
        t.repaired());
    line(text, "debt", "%s", debt().text());
    line(text, "records", records, t.records(), t.upserts(), t.deletes(), t.rejected());
    line(text, "bytes", "%,d read", t.bytes());
    line(text, "freshness", "%s", ages(progress().freshness().sinceStored(), "file to committed"));
    line(text, "", "%s", ages(progress().freshness().sinceDiscovered(), "found to committed"));
    line(text, "restart", "%s", restartText());
    line(text, "pending", "%,d receipts of objects committed in part", progress().pending().size());
    line(
        text,
        "adds up",
        "%s",
        addsUp() ? "yes" : "NO: some objects or records are unaccounted for");
    return text.toString();
  }

  private String restartText() {
    Restart restart = progress().restart();
    if (restart == null) {
      return "none yet: no run has gone on after another";
    }
    return String.format(
        Locale.ROOT,
        "%.1f s without a commit, from run %s at %s to run %s at %s",
        restart.gap().toMillis() / 1000.0,
        restart.before(),
        restart.lastCommit(),
        restart.after(),
        restart.firstCommit());
  }

  private static String ages(Histogram ages, String what) {
    return String.format(
        Locale.ROOT,
        "%s: p50 %.2f s, p90 %.2f s, p99 %.2f s, max %.2f s (%,d objects of the last run)",
        what,
        ages.percentileMillis(50) / 1000.0,
        ages.percentileMillis(90) / 1000.0,
        ages.percentileMillis(99) / 1000.0,
        ages.maxMillis() / 1000.0,
        ages.size());
  }

  private static ObjectNode json(Histogram ages) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("objects", ages.size());
    node.put("p50", ages.percentileMillis(50)).put("p90", ages.percentileMillis(90));
    node.put("p99", ages.percentileMillis(99)).put("max", ages.maxMillis());
    return node;
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-10s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  /** As one JSON object, with the faults found in the files of the index. */
  String json(List<String> faults) {
    Totals t = progress().totals();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", snapshot.version());
    root.put("committedAt", snapshot.committedAt().toString());
    root.put("runner", snapshot.writer().runner());
    Instant watermark = progress().watermark();
    root.put("watermark", watermark == null ? null : watermark.toString());
    root.put("lagSeconds", watermark == null ? null : Duration.between(watermark, now).toSeconds());
    root.put("openPartitions", progress().openPartitions());
    root.put("layers", snapshot.layers().size());
    root.put("documents", documents());
    root.put("tombstones", tombstones());
    root.put("shards", snapshot.index().shards());
    ObjectNode objects = root.putObject("objects");
    objects.put("all", t.objects()).put("onTime", t.onTime()).put("late", t.late());
    objects.put("diverted", t.diverted()).put("dropped", t.dropped()).put("skipped", t.skipped());
    objects.put("repaired", t.repaired());
    root.set("debt", debt().json());
    ObjectNode records = root.putObject("records");
    records.put("all", t.records()).put("upserts", t.upserts()).put("deletes", t.deletes());
    records.put("rejected", t.rejected());
    root.put("bytes", t.bytes());
    root.set("freshnessMillis", json(progress().freshness().sinceStored()));
    root.set("freshnessSinceDiscoveryMillis", json(progress().freshness().sinceDiscovered()));
    Restart restart = progress().restart();
    if (restart != null) {
      ObjectNode last = root.putObject("restart");
      last.put("gapMillis", restart.gap().toMillis());
      last.put("before", restart.before()).put("lastCommit", restart.lastCommit().toString());
      last.put("after", restart.after()).put("firstCommit", restart.firstCommit().toString());
    }
    root.put("stopped", progress().stopped());
    root.put("pendingReceipts", progress().pending().size());
    root.put("addsUp", addsUp());
    faults.forEach(root.putArray("faults")::add);
    return root + "\n";
  }
}
