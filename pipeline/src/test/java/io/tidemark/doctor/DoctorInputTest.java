package io.tidemark.doctor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds in keys, options, and an index that is there. */
class DoctorInputTest {
  private static final String CHANGES = "dt=2026-05-04/hr=18/mi=30/changes.jsonl";

  @TempDir Path folder;
  private Patient patient;

  @BeforeEach
  void admit() {
    patient = Patient.local(folder);
  }

  @Test
  void layout_that_does_not_sort_is_found_and_the_stores_are_examined_all_the_same()
      throws IOException {
    Diagnosis diagnosis =
        patient.holding(CHANGES).with("--layout=dt={dd-MM-yyyy}/hr={HH}/mi={mm}").examined();

    assertThat(
        faults(diagnosis),
        contains(
            allOf(
                startsWith("FAULT options: --layout=dt={dd-MM-yyyy}/hr={HH}/mi={mm}: "),
                containsString("would not sort in time order; give yyyy, MM, dd"),
                containsString("A run refuses it"))));
    assertThat(
        diagnosis.findings().stream().map(Finding::about).toList(), hasItem("put-if-absent"));
  }

  @Test
  void every_wrong_option_is_listed() throws IOException {
    List<String> complaints =
        patient.holding(CHANGES).with("--late=maybe", "--settle=7x", "--shards=0").complaints();

    assertThat(complaints, hasItem(startsWith("FAULT options: --late=maybe is not one of")));
    assertThat(complaints, hasItem(startsWith("FAULT options: --settle=7x: ")));
    assertThat(complaints, hasItem(startsWith("FAULT options: --shards=0 is not between")));
  }

  @Test
  void every_problem_of_the_index_settings_is_listed() throws IOException {
    Path yaml = Files.writeString(folder.resolve("index.yaml"), "fields:\n  a: {type: txt}\n");

    assertThat(
        patient.holding(CHANGES).with("--index=" + yaml).complaints(),
        hasItem(allOf(startsWith("FAULT index.yaml: "), containsString("txt"))));
    assertThat(
        patient.with("--index=" + folder.resolve("none")).complaints(),
        hasItem(allOf(startsWith("FAULT options: "), containsString("there is no such file"))));
  }

  @Test
  void keys_of_another_layout_are_counted_with_an_example() throws IOException {
    List<String> some = patient.holding(CHANGES, "README", "day=20260504/x").complaints();

    assertThat(
        some,
        hasItem(
            startsWith(
                "WARNING layout: 2 of 3 keys looked at do not follow"
                    + " dt={yyyy-MM-dd}/hr={HH}/mi={mm}, such as 'README': they are not read")));
  }

  @Test
  void input_without_a_single_key_of_the_layout_is_a_fault() throws IOException {
    assertThat(
        patient.holding("day=20260504/x").complaints(),
        hasItem(
            allOf(
                startsWith("FAULT layout: 1 of 1 keys looked at do not follow"),
                containsString("Give the layout of the keys as --layout"))));
  }

  @Test
  void empty_input_is_told() throws IOException {
    assertThat(
        patient.complaints(),
        hasItem(startsWith("WARNING layout: there is nothing in " + patient.input() + " yet")));
  }

  @Test
  void partitions_that_are_yet_to_come_are_told() throws IOException {
    Clock then = Clock.fixed(Instant.parse("2026-05-04T18:29:00Z"), ZoneOffset.UTC);

    assertThat(
        Patient.complaints(patient.holding(CHANGES).examined(then)),
        hasItem(
            startsWith(
                "WARNING partitions: the newest starts at 2026-05-04T18:30:00Z, which is yet to"
                    + " come")));
  }

  @Test
  void nothing_is_written_into_the_input() throws IOException {
    Patient nested = patient.holding(CHANGES).withOutput(patient.input());

    List<String> complaints = nested.complaints();

    assertThat(
        complaints,
        contains(
            startsWith("FAULT options: --input and --output are the same"),
            startsWith("WARNING output: nothing was tried there")));
    assertThat(nested.keys(nested.input()), contains(CHANGES));
  }

  @Test
  void index_made_with_other_settings_is_found() throws IOException {
    Path yaml =
        Files.writeString(folder.resolve("index.yaml"), "id: id\nfields:\n  a: {type: keyword}\n");
    Patient run = patient.holding(CHANGES).with("--index=" + yaml);
    makeIndex(run);

    assertThat(
        run.examined().findings(), hasItem(Finding.ok("index", "a run continues version 1")));
    assertThat(
        run.with("--shards=7").complaints(),
        hasItem(
            startsWith(
                "FAULT index: --shards is 4 in the index, 7 in this run; pass --shards=4 to go on. Run with")));
  }

  private static void makeIndex(Patient run) throws IOException {
    TidemarkOptions options = OptionParser.parse(run.arguments());
    options.setInput(run.input());
    options.setOutput(run.output());
    RunPlan plan = RunPlan.of(options);
    try (ObjectStore store = run.open(run.output())) {
      SnapshotHead made =
          new SnapshotLog(store)
              .openOrCreate(
                  plan.identity(plan.settings(options)),
                  new Snapshot.Writer("direct", "run", "attempt"),
                  Instant.parse("2026-05-04T18:30:00Z"));
      assertThat(made.version(), is(1L));
    }
  }

  private static List<String> faults(Diagnosis diagnosis) {
    return Patient.complaints(diagnosis).stream().filter(c -> c.startsWith("FAULT")).toList();
  }
}
