package io.tidemark.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.Notice;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeartbeatTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Heartbeat FIRST =
      new Heartbeat(1, "r1", NOON, 1, 1, 0, null, null, null, 0, 0, 0, null, null, -1, -1, false);
  private static final Heartbeat FULL =
      new Heartbeat(
          1,
          "r1",
          NOON,
          7,
          9,
          2,
          "no route to host",
          NOON.minusSeconds(600),
          NOON.minusSeconds(300),
          2,
          5,
          4,
          NOON.minusSeconds(1),
          new Notice.Link("c1", NOON.minusSeconds(600)),
          1000,
          4000,
          true);

  @TempDir Path folder;

  @Test
  void json_has_every_field_in_order() {
    String json = new String(FULL.json(), UTF_8);

    assertThat(
        json,
        equalTo(
            """
            {"format":1,"run":"r1","at":"2026-05-04T12:00:00Z","polls":7,"lists":9,"failures":2,\
            "failure":"no route to host","watermark":"2026-05-04T11:50:00Z",\
            "newest":"2026-05-04T11:55:00Z","openPartitions":2,"known":5,"found":4,\
            "lastFound":"2026-05-04T11:59:59Z",\
            "lastClosing":{"id":"c1","watermark":"2026-05-04T11:50:00Z"},\
            "heapAfterGc":1000,"heapMax":4000,"stopping":true}
            """));
  }

  @Test
  void what_is_written_is_read() throws IOException {
    try (ObjectStore store =
        ObjectStores.open(folder.toString(), PipelineOptionsFactory.create())) {
      assertThat(Heartbeat.read(store), equalTo(Optional.empty()));

      FIRST.write(store);
      Optional<Heartbeat> first = Heartbeat.read(store);
      FULL.write(store);

      assertThat(first, equalTo(Optional.of(FIRST)));
      assertThat(Heartbeat.read(store), equalTo(Optional.of(FULL)));
    }
  }

  @Test
  void newer_formats_and_other_things_are_refused() {
    byte[] newer = "{\"format\":2,\"run\":\"r\",\"at\":\"2026-05-04T12:00:00Z\"}".getBytes(UTF_8);

    IOException refused = assertThrows(IOException.class, () -> Heartbeat.parse(newer));

    assertThat(refused.getMessage(), containsString("it has format 2, this version knows 1"));
    assertThrows(IOException.class, () -> Heartbeat.parse("{}".getBytes(UTF_8)));
    assertThrows(IOException.class, () -> Heartbeat.parse("{\"format\":".getBytes(UTF_8)));
  }
}
