package io.tidemark.testdata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueGeneratorTest {
  private static final Instant START = Instant.parse("2026-05-04T18:00:00Z");
  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final int PARTITIONS = 8;
  private static final int INITIAL = 200;
  private static final int CHANGES = 150;
  private static final int FILES = 3;
  private static final Disorder HOSTILE = new Disorder(0.25, 3, 0.2, 0.1);

  @Test
  void same_seed_gives_the_same_bytes_and_another_seed_others() {
    List<String> once = contents(files(7, Compression.GZIP, HOSTILE));
    List<String> again = contents(files(7, Compression.GZIP, HOSTILE));
    List<String> other = contents(files(8, Compression.GZIP, HOSTILE));

    assertThat(again, is(once));
    assertThat(other, is(not(once)));
  }

  @Test
  void files_replayed_in_any_order_give_the_expectation() {
    List<GeneratedFile> files = files(7, Compression.NONE, HOSTILE);
    List<Checkpoint> checkpoints = generator(7, Compression.NONE, HOSTILE).checkpoints();
    Checkpoint last = checkpoints.get(checkpoints.size() - 1);

    assertThat(ReplayedIndex.of(files).checkpoint(last.partitionStart()), is(last));
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(files, new Random(i));
      assertThat(ReplayedIndex.of(files).checkpoint(last.partitionStart()), is(last));
    }
  }

  @Test
  void every_partition_has_the_checkpoint_of_all_files_up_to_it() {
    List<GeneratedFile> files = files(7, Compression.NONE, HOSTILE);
    files.sort(Comparator.comparing(GeneratedFile::relativePath));
    ReplayedIndex index = new ReplayedIndex();
    List<Checkpoint> replayed = new ArrayList<>();

    for (int i = 0; i < files.size(); i++) {
      index.add(files.get(i));
      if (i % FILES == FILES - 1) {
        replayed.add(index.checkpoint(files.get(i).partitionStart()));
      }
    }

    assertThat(replayed, is(generator(7, Compression.NONE, HOSTILE).checkpoints()));
  }

  @Test
  void what_goes_wrong_on_the_way_does_not_alter_the_expectation() {
    List<Checkpoint> hostile = generator(7, Compression.GZIP, HOSTILE).checkpoints();
    List<Checkpoint> calm = generator(7, Compression.NONE, Disorder.NONE).checkpoints();

    assertThat(hostile, is(calm));
  }

  @Test
  void compression_alters_nothing_but_the_packing() {
    List<GeneratedFile> plain = files(7, Compression.NONE, HOSTILE);
    List<GeneratedFile> packed = files(7, Compression.GZIP, HOSTILE);

    for (int i = 0; i < plain.size(); i++) {
      assertThat(packed.get(i).relativePath(), is(plain.get(i).relativePath() + ".gz"));
      assertThat(
          DeliveredRecords.lines(packed.get(i)).stream().map(CatalogueGeneratorTest::text).toList(),
          is(
              DeliveredRecords.lines(plain.get(i)).stream()
                  .map(CatalogueGeneratorTest::text)
                  .toList()));
    }
  }

  @Test
  void all_lines_are_records_but_the_bad_ones() {
    for (GeneratedFile file : files(7, Compression.NONE, HOSTILE)) {
      List<byte[]> lines = DeliveredRecords.lines(file);
      List<Integer> bad = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        if (DeliveredRecords.parse(lines.get(i)).isEmpty()) {
          bad.add(i + 1);
        }
      }
      assertThat(bad, is(file.badLines().stream().map(GeneratedFile.Bad::line).toList()));
      assertThat(file.changes(), is(lines.size() - bad.size()));
    }
  }

  @Test
  void lateness_repetition_and_bad_lines_come_as_often_as_asked() {
    List<GeneratedFile> files = files(7, Compression.NONE, HOSTILE);
    Set<Long> versions = new HashSet<>();
    files.forEach(file -> records(file).forEach(record -> versions.add(record.version())));
    int records = files.stream().mapToInt(GeneratedFile::changes).sum();
    long late = files.stream().filter(file -> file.lateBy() > 0).count();
    int bad = files.stream().mapToInt(file -> file.badLines().size()).sum();

    assertThat(files.size(), is(PARTITIONS * FILES));
    assertThat(late, is(PARTITIONS * FILES / 4L));
    assertThat(versions.size(), is(INITIAL + PARTITIONS * CHANGES));
    assertThat(records - versions.size(), is((INITIAL + PARTITIONS * CHANGES) / 5));
    assertThat(bad, is((INITIAL + PARTITIONS * CHANGES) / 10));
  }

  @Test
  void calm_run_delivers_every_change_once_and_in_order() {
    List<GeneratedFile> files = files(7, Compression.NONE, Disorder.NONE);
    List<Instant> starts = files.stream().map(GeneratedFile::partitionStart).toList();
    long records = files.stream().mapToLong(file -> records(file).size()).sum();

    assertThat(starts, is(starts.stream().sorted().toList()));
    assertThat(records, is((long) INITIAL + PARTITIONS * CHANGES));
    assertThat(files.stream().allMatch(file -> file.badLines().isEmpty()), is(true));
  }

  @Test
  void files_come_in_the_order_of_their_arrival_and_late_ones_after_later_partitions() {
    List<GeneratedFile> files = files(7, Compression.NONE, HOSTILE);

    List<Duration> offsets = files.stream().map(GeneratedFile::arrivalOffset).toList();
    assertThat(offsets, is(offsets.stream().sorted().toList()));
    for (int i = 0; i < files.size(); i++) {
      GeneratedFile file = files.get(i);
      Instant reached = file.partitionStart().plus(PERIOD.multipliedBy(file.lateBy()));
      for (GeneratedFile after : files.subList(i + 1, files.size())) {
        boolean inTime = after.lateBy() == 0;
        assertThat(inTime && after.partitionStart().isBefore(reached), is(false));
      }
    }
  }

  @Test
  void old_versions_of_what_is_deleted_come_again() {
    Set<Long> seen = new HashSet<>();
    Set<String> deleted = new HashSet<>();
    int again = 0;
    int stale = 0;

    for (GeneratedFile file : files(7, Compression.NONE, new Disorder(0, 1, 0.2, 0))) {
      for (DeliveredRecord record : records(file)) {
        if (seen.add(record.version())) {
          if (record.delete()) {
            deleted.add(record.id());
          } else {
            deleted.remove(record.id());
          }
        } else {
          again++;
          stale += !record.delete() && deleted.contains(record.id()) ? 1 : 0;
        }
      }
    }

    assertThat(again, is(280));
    assertThat(stale, is(greaterThan(again / 4)));
  }

  @Test
  void records_have_their_time_in_their_partition() {
    for (GeneratedFile file : files(7, Compression.NONE, Disorder.NONE)) {
      for (DeliveredRecord record : records(file)) {
        Instant time = record.eventTime();
        Instant end = file.partitionStart().plus(PERIOD);
        assertThat(!time.isBefore(file.partitionStart()) && time.isBefore(end), is(true));
      }
    }
  }

  @Test
  void periods_of_two_seconds_and_one_change_each_work() {
    GeneratorSettings settings =
        new GeneratorSettings(
            1,
            new Timetable(START, Duration.ofSeconds(2), 60),
            new Volume(0, 1, 2, Compression.NONE),
            Disorder.NONE);
    List<GeneratedFile> files = new ArrayList<>();

    new CatalogueGenerator(settings).files().forEachRemaining(files::add);

    assertThat(files.size(), is(120));
    assertThat(
        files.get(119).relativePath().startsWith("dt=2026-05-04/hr=18/mi=01/se=58/part-0000"),
        is(true));
    assertThat(files.stream().mapToInt(GeneratedFile::changes).sum(), is(60));
  }

  private static CatalogueGenerator generator(
      long seed, Compression compression, Disorder disorder) {
    return new CatalogueGenerator(
        new GeneratorSettings(
            seed,
            new Timetable(START, PERIOD, PARTITIONS),
            new Volume(INITIAL, CHANGES, FILES, compression),
            disorder));
  }

  private static List<GeneratedFile> files(long seed, Compression compression, Disorder disorder) {
    List<GeneratedFile> files = new ArrayList<>();
    generator(seed, compression, disorder).files().forEachRemaining(files::add);
    return files;
  }

  private static List<DeliveredRecord> records(GeneratedFile file) {
    return DeliveredRecords.lines(file).stream()
        .map(DeliveredRecords::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<String> contents(List<GeneratedFile> files) {
    return files.stream().map(file -> file.relativePath() + "\n" + text(file.bytes())).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
