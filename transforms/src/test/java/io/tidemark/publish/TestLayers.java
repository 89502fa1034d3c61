package io.tidemark.publish;

import io.tidemark.publish.segment.ShardFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Layers that are nothing but their names, and who commits them. */
final class TestLayers {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);
  static final IndexIdentity IDENTITY = CommitterTest.identity(4, "standard");

  private TestLayers() {}

  /** The n-th layer: ten documents and a delete in the n-th minute of 2026. */
  static Layer layer(int n) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * n);
    String key = String.format(Locale.ROOT, "shards/%d.zip", n);
    return Layer.of(
        new LayerWindow(start, start.plusSeconds(60)),
        List.of(new ShardFile(0, key, 1, "0", 10, 1, 1, 1)),
        List.of(),
        List.of(),
        List.of());
  }

  static String id(int n) {
    return layer(n).id();
  }

  static SnapshotHead create(SnapshotLog log) throws IOException {
    return log.openOrCreate(IDENTITY, new Snapshot.Writer("Test", "run", "0"), CLOCK.instant());
  }

  static Committer committer(SnapshotLog log) {
    return new Committer(log, Duration.ofHours(1), "Test", "run", CLOCK);
  }

  static List<String> ids(Snapshot snapshot) {
    return snapshot.layers().stream().map(LayerRef::id).toList();
  }
}
