package io.tidemark.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.publish.IndexIdentity;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.IndexYaml;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tidemark stop} leaves in an index, prints, and ends with. */
class StopCommandTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path index;

  @Test
  void each_call_puts_another_stop_json() throws IOException {
    makeIndex();

    int exit = stop("--index=" + index);
    String first = Files.readString(index.resolve("stop.json"));
    int again = stop("--index=" + index);

    assertThat(err.toString(), exit, is(0));
    assertThat(again, is(0));
    assertThat(out.toString(), containsString("asked every run on " + index + " to stop"));
    assertThat(Files.readString(index.resolve("stop.json")), is(not(first)));
  }

  @Test
  void waiting_for_a_run_where_there_is_none_ends_with_1() throws IOException {
    makeIndex();

    int exit = stop("--index=" + index, "--wait=10ms");

    assertThat(exit, is(1));
    assertThat(out.toString(), containsString("no run has stopped in "));
    assertThat(Files.exists(index.resolve("stop.json")), is(true));
  }

  @Test
  void folder_without_an_index_gets_no_marker() {
    int exit = stop("--index=" + index);

    assertThat(exit, is(2));
    assertThat(err.toString(), containsString("No index in " + index));
    assertThat(Files.exists(index.resolve("stop.json")), is(false));
  }

  private void makeIndex() throws IOException {
    IndexSettings settings = IndexYaml.parse("fields:\n  title: {type: text}\n", "index.yaml");
    IndexIdentity identity =
        new IndexIdentity(settings, settings.hash(), 2, "{yyyyMMdd}", "P1D", "Codec");
    TidemarkOptions options = OptionParser.parse(List.of());
    try (ObjectStore store = ObjectStores.open(index.toString(), options)) {
      new SnapshotLog(store)
          .openOrCreate(identity, new Snapshot.Writer("Test", "r1", "commit"), NOON);
    }
  }

  private int stop(String... arguments) {
    List<String> all = new ArrayList<>(List.of("stop"));
    all.addAll(List.of(arguments));
    return Tidemark.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }
}
