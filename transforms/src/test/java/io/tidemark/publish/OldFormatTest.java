package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.START;
import static io.tidemark.publish.Receipts.part;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index whose files are of format 1, before files had hashes, is continued. */
class OldFormatTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-05T12:30:00Z"), ZoneOffset.UTC);
  private static final String LAYER =
      "layers/20260105T100000.000Z_20260105T101000.000Z-f25878eec1d93570.json";

  @TempDir Path folder;

  @Test
  void commit_after_an_old_snapshot_keeps_what_it_holds_and_writes_the_new_format()
      throws IOException {
    try (ObjectStore store = ObjectStores.open(folder.toString(), options())) {
      for (String key : List.of("latest.json", SnapshotLog.key(2), LAYER)) {
        store.put(key, resource(key));
      }
      SnapshotLog log = new SnapshotLog(store);
      SnapshotHead old = log.newestHead().orElseThrow();

      SnapshotHead opened =
          log.openOrCreate(old.index(), new Snapshot.Writer("Test", "2", "0"), CLOCK.instant());
      Layer layer = Layer.of(new LayerWindow(START, END), List.of(part(1, "b")));
      SnapshotHead next =
          new Committer(store, Duration.ofHours(1), "Test", "2", CLOCK).commit(layer).snapshot();

      assertThat(opened, is(old));
      assertThat(old.format(), is(1));
      assertThat(log.layer(old.recent().get(0)).receipts().get(0).receipt().object(), is("a"));
      assertThat(next.version(), is(3L));
      assertThat(next.recent().get(0), is(old.recent().get(0)));
      assertThat(next.progress().objects().keySet(), contains("a", "b"));
      assertThat(next.progress().watermark(), is(Instant.parse("2026-01-05T10:10:00Z")));
      assertThat(log.newestHead().orElseThrow(), is(next));
      assertThat(text(store.get(SnapshotLog.key(3))), containsString("{\"format\":3,"));
      assertThat(text(store.get(SnapshotLog.key(2))), is(text(resource(SnapshotLog.key(2)))));
    }
  }

  private static org.apache.beam.sdk.options.PipelineOptions options() {
    return PipelineOptionsFactory.create();
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private static byte[] resource(String key) throws IOException {
    try (InputStream in = OldFormatTest.class.getResourceAsStream("format-1/" + key)) {
      return Objects.requireNonNull(in, key).readAllBytes();
    }
  }
}
