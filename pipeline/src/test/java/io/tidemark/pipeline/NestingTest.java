package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.watch.PartitionLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestingTest {
  private static final PartitionLayout HIVE = layout("dt={yyyy-MM-dd}/hr={HH}/mi={mm}");
  private static final PartitionLayout BARE = layout("{yyyy}/{MM}/{dd}/{HH}/{mm}");
  private static final PartitionLayout DEEP = layout("ads/changes/{yyyyMMdd}/{HHmm}");

  @ParameterizedTest
  @CsvSource({"in, in", "in, in/", "./in, x/../in", "s3://b, s3://b/", "s3://b/in/, s3://b/in"})
  void same_place_is_refused_however_it_is_spelt(String input, String output) {
    assertThat(told(input, output, HIVE), containsString("are the same"));
  }

  @Test
  void same_folder_is_refused_by_its_uri_and_through_a_link(@TempDir Path scratch)
      throws IOException {
    Path folder = Files.createDirectory(scratch.resolve("folder"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), folder);

    assertThat(told(folder + "/in", folder.toUri() + "in", HIVE), containsString("are the same"));
    assertThat(told(folder + "/in", link + "/in", HIVE), containsString("are the same"));
  }

  @Test
  void index_where_partitions_are_looked_for_is_refused() {
    for (String output : new String[] {"s3://b/in/dt=2026-05-04", "s3://b/in/dt=index/x"}) {
      assertThat(told("s3://b/in", output, HIVE), containsString("lies inside --input"));
    }
    assertThat(told("s3://b", "s3://b/index", BARE), containsString("lies inside --input"));
    assertThat(told("s3://b", "s3://b/ads", DEEP), containsString("lies inside --input"));
    assertThat(told("s3://b", "s3://b/ads/changes", DEEP), containsString("lies inside --input"));
  }

  @Test
  void changes_in_folders_of_the_index_are_refused() {
    for (String folder : new String[] {"shards", "rejects", "layers", "snapshots/x"}) {
      assertThat(told("s3://b/i/" + folder, "s3://b/i", HIVE), containsString("of --output"));
    }
  }

  @Test
  void places_that_do_not_meet_are_fine() {
    assertThat(problem("s3://b/in", "s3://b/index", BARE), is(Optional.empty()));
    assertThat(problem("s3://b/in", "s3://b/in-index", BARE), is(Optional.empty()));
    assertThat(problem("s3://b/in", "s3://c/in", BARE), is(Optional.empty()));
    assertThat(problem("s3://b", "s3://b/index", HIVE), is(Optional.empty()));
    assertThat(problem("s3://b", "s3://b/ads-index", DEEP), is(Optional.empty()));
    assertThat(problem("s3://b/changes", "s3://b", HIVE), is(Optional.empty()));
    assertThat(problem("in", "in/d", HIVE), is(Optional.empty()));
  }

  private static Optional<String> problem(String input, String output, PartitionLayout layout) {
    return Nesting.problem(input, output, layout);
  }

  private static String told(String input, String output, PartitionLayout layout) {
    return problem(input, output, layout).orElse("nothing");
  }

  private static PartitionLayout layout(String template) {
    return PartitionLayout.of(template, Duration.ofMinutes(10));
  }
}
