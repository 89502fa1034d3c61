package io.tidemark.testdata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {
  /** How {@code ads-small} was made; its README gives the same as a command. */
  private static final GeneratorSettings ADS_SMALL =
      new GeneratorSettings(
          20260504,
          new Timetable(Instant.parse("2026-05-04T18:00:00Z"), Duration.ofMinutes(10), 6),
          new Volume(100, 80, 2, Compression.NONE),
          new Disorder(0.25, 2, 0.1, 0.05));

  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

  @Test
  void the_set_checked_in_is_what_the_generator_makes(@TempDir Path folder) throws IOException {
    new CatalogueGenerator(ADS_SMALL).writeTo(folder);

    assertThat(filesIn(folder), is(filesIn(MODULE.resolve("ads-small"))));
  }

  @Test
  void a_sink_gets_the_data_in_the_order_of_arrival_and_then_the_side_files() throws IOException {
    List<String> written = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    CatalogueGenerator generator = new CatalogueGenerator(ADS_SMALL);
    generator.files().forEachRemaining(file -> expected.add("data/" + file.relativePath()));
    expected.addAll(
        List.of(
            "arrivals.csv", "corrupt.jsonl", "checkpoints.jsonl", "expected.jsonl", "index.yaml"));

    generator.writeTo((relativePath, bytes) -> written.add(relativePath));

    assertThat(written, is(expected));
  }

  @Test
  void a_folder_with_data_is_refused(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data"));

    FileAlreadyExistsException refused =
        assertThrows(
            FileAlreadyExistsException.class,
            () -> new CatalogueGenerator(ADS_SMALL).writeTo(folder));

    assertThat(
        refused.getMessage(),
        endsWith("cannot generate into a folder with data: choose another one"));
  }

  @Test
  void long_runs_get_24_checkpoints_at_most_and_the_last_partition_always() {
    Timetable year = new Timetable(ADS_SMALL.timetable().start(), Duration.ofMinutes(10), 100);
    GeneratorSettings settings =
        new GeneratorSettings(1, year, new Volume(0, 2, 1, Compression.NONE), Disorder.NONE);

    List<Checkpoint> checkpoints = new CatalogueGenerator(settings).checkpoints();

    assertThat(checkpoints.size(), is(20));
    assertThat(checkpoints.get(19).partitionStart(), is(year.start(99)));
  }

  @Test
  void index_settings_name_the_fields_of_records() {
    String yaml = CatalogueGenerator.indexYaml();
    String record = text(ChangeEncoder.encode(new Catalogue(new Dice(1)).create(Instant.EPOCH)));

    for (String field : List.of("headline", "description", "status", "language", "campaign")) {
      assertThat(field, yaml.contains("\n  " + field + ": {type: "), is(true));
      assertThat(field, record.contains("\"" + field + "\":\""), is(true));
    }
  }

  private static SortedMap<String, String> filesIn(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
