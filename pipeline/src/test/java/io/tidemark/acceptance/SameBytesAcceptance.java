package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Same input, same bytes: whatever a run does twice, it overwrites with itself. */
public abstract class SameBytesAcceptance extends RunnerSuite {

  @Test
  void two_runs_over_the_same_input_write_the_same_files() throws IOException {
    Path data = generated();
    BuiltIndex one = built(data, "one");
    BuiltIndex other = built(data, "other");
    BuiltIndex slow = built(data, "slow", "--maxObjectsPerPoll=1", "--pollEvery=1ms");

    SortedMap<String, String> shards = one.files("shards/");

    assertThat(shards.size(), is(greaterThan(10)));
    assertThat(other.files("shards/"), is(shards));
    assertThat(slow.files("shards/"), is(shards));
    assertThat(other.files("rejects/"), is(one.files("rejects/")));
    assertThat(slow.files("rejects/"), is(one.files("rejects/")));
    assertThat(sorted(other.layers()), is(sorted(one.layers())));
    assertThat(sorted(slow.layers()), is(sorted(one.layers())));
  }

  /** Windows that close in the same moment are committed in any order. */
  private static List<String> sorted(List<String> layers) {
    return layers.stream().sorted().toList();
  }

  private BuiltIndex built(Path data, String name, String... options) throws IOException {
    Site site = new Site(data.toString(), scratch.resolve(name).toString(), List.of());
    runToNow(site, options).succeeded();
    return index(site);
  }

  private Path generated() throws IOException {
    Path folder = scratch.resolve("generated");
    new CatalogueGenerator(
            new GeneratorSettings(
                7,
                new Timetable(Instant.parse("2026-05-04T18:00:00Z"), Duration.ofMinutes(10), 5),
                new Volume(80, 120, 3, Compression.GZIP),
                new Disorder(0.2, 3, 0.2, 0.05)))
        .writeTo(folder);
    return folder.resolve("data");
  }
}
