package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StopMarkersTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  @TempDir Path folder;
  private ObjectStore output;
  private StopMarkers markers;

  @BeforeEach
  void open() throws IOException {
    output = ObjectStores.open(folder.toString(), PipelineOptionsFactory.create());
    markers = new StopMarkers(output);
  }

  @AfterEach
  void close() {
    output.close();
  }

  @Test
  void whatever_is_put_at_stop_json_stops_every_run_that_is_under_way() throws IOException {
    String before = markers.any();
    boolean unasked = markers.asks("r1", before);

    output.put("stop.json", "please".getBytes(StandardCharsets.UTF_8));

    assertThat(unasked, is(false));
    assertThat(markers.asks("r1", before), is(true));
    assertThat(markers.asks("r2", before), is(true));
  }

  @Test
  void run_is_not_stopped_by_what_was_there_when_it_started() throws IOException {
    markers.askAll(NOON);

    String before = markers.any();

    assertThat(markers.asks("r1", before), is(false));
  }

  @Test
  void run_is_stopped_when_it_is_put_there_anew() throws IOException {
    markers.askAll(NOON);
    String before = markers.any();

    markers.askAll(NOON);

    assertThat(markers.asks("r1", before), is(true));
  }

  @Test
  void deleting_it_stops_nobody_and_putting_it_there_again_does() throws IOException {
    markers.askAll(NOON);
    String before = markers.any();

    output.delete("stop.json");
    boolean deleted = markers.asks("r1", before);
    markers.askAll(NOON);

    assertThat(deleted, is(false));
    assertThat(markers.asks("r1", before), is(true));
  }

  @Test
  void run_that_is_asked_by_its_id_is_stopped_alone_until_that_is_forgotten() throws IOException {
    markers.ask("r1", NOON);
    boolean asked = markers.asks("r1", markers.any());
    boolean other = markers.asks("r2", markers.any());

    markers.forget("r1");

    assertThat(asked, is(true));
    assertThat(other, is(false));
    assertThat(markers.asks("r1", markers.any()), is(false));
  }
}
