package io.tidemark.doctor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.doctor.Finding.Grade;
import io.tidemark.storage.ClosedPort;
import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.ReadOnlyS3;
import io.tidemark.storage.StoreException.Kind;
import io.tidemark.storage.UnconditionalS3;
import io.tidemark.testdata.EmbeddedS3;
import io.tidemark.testdata.S3Arguments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds in stores that are well, and in those that are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
  private static final String CHANGES = "dt=2026-05-04/hr=18/mi=30/changes.jsonl";

  private EmbeddedS3 s3;
  private int buckets;

  @BeforeAll
  void start() {
    System.setProperty("aws.maxAttempts", "2");
    s3 = EmbeddedS3.start();
  }

  @AfterAll
  void stop() {
    System.clearProperty("aws.maxAttempts");
    s3.close();
  }

  private Patient inS3() {
    return Patient.in(s3, "ads-" + buckets++);
  }

  @Test
  void healthy_s3_passes_and_nothing_stays_behind() throws IOException {
    Patient patient = inS3().holding(CHANGES);

    Diagnosis diagnosis = patient.examined();

    // S3Proxy sorts by UTF-16; a run is told when it matters.
    assertThat(
        Patient.complaints(diagnosis),
        contains(
            allOf(
                startsWith("WARNING names beyond ASCII: "),
                containsString("order of their UTF-8 bytes"),
                containsString("Keep object names to ASCII"))));
    assertThat(
        diagnosis.findings().stream().map(Finding::about).toList(),
        contains(
            "options",
            "layout",
            "input rights",
            "output rights",
            "read after write",
            "put-if-absent",
            "list after write",
            "key order",
            "names beyond ASCII",
            "ranged reads",
            "clock"));
    assertThat(patient.keys(patient.output()), empty());
    assertThat(patient.keys(patient.input()), contains(CHANGES));
  }

  @Test
  void healthy_folder_passes_and_nothing_stays_behind(@TempDir Path folder) throws IOException {
    Patient patient = Patient.local(folder).holding(CHANGES);

    assertThat(patient.complaints(), not(hasItem(startsWith("FAULT"))));
    assertThat(patient.keys(patient.output()), empty());
  }

  @Test
  void input_is_only_listed_and_read(@TempDir Path folder) throws IOException {
    FaultPlan counted = FaultPlan.named("doctor-input");
    Patient patient = Patient.local(folder).holding(CHANGES);

    patient.withInput(counted.uri(patient.input())).examined();

    assertThat(counted.keys(Operation.OPEN), contains(CHANGES));
    assertThat(counted.calls(Operation.PUT), is(0));
    assertThat(counted.calls(Operation.PUT_IF_ABSENT), is(0));
    assertThat(counted.calls(Operation.DELETE), is(0));
  }

  @Test
  void server_that_ignores_if_none_match_is_found() throws IOException {
    Patient patient =
        inS3().holding(CHANGES).with("--s3ClientFactoryClass=" + UnconditionalS3.class.getName());

    List<String> complaints = patient.complaints();

    assertThat(
        complaints,
        hasItem(
            allOf(
                startsWith("FAULT put-if-absent: 16 of 16 who created one key at once were told"),
                containsString("use a store that keeps PutObject with If-None-Match"))));
    assertThat(complaints, hasItem(containsString("a key that was taken was written again")));
    assertThat(patient.keys(patient.output()), empty());
  }

  @Test
  void each_right_a_read_only_output_lacks_is_named() throws IOException {
    Patient patient =
        inS3().holding(CHANGES).with("--s3ClientFactoryClass=" + ReadOnlyS3.class.getName());
    String bucket = patient.output().substring("s3://".length()).replace("/out", "");

    List<String> complaints = patient.complaints();

    assertThat(
        complaints,
        contains(
            startsWith(
                "FAULT output rights: s3:DeleteObject on arn:aws:s3:::"
                    + bucket
                    + "/out/doctor/* was"),
            startsWith(
                "FAULT output rights: s3:PutObject on arn:aws:s3:::" + bucket + "/out/* was"),
            startsWith("WARNING output: what else it must do was not tried")));
  }

  @Test
  void probe_that_cannot_be_deleted_is_the_only_one_and_is_told(@TempDir Path folder)
      throws IOException {
    FaultPlan undeletable = FaultPlan.named("doctor-undeletable");
    undeletable.on(Operation.DELETE).everyCall().failBefore(Kind.DENIED);
    Patient patient = Patient.local(folder).holding(CHANGES);

    List<String> complaints = patient.withOutput(undeletable.uri(patient.output())).complaints();

    assertThat(
        complaints,
        contains(
            startsWith("FAULT output rights: permission to delete in "),
            startsWith("WARNING output: what else it must do was not tried"),
            startsWith(
                "WARNING probes: something is left in " + undeletable.uri(patient.output()))));
    assertThat(undeletable.calls(Operation.PUT), is(1));
  }

  @Test
  void each_right_an_input_lacks_is_named(@TempDir Path folder) throws IOException {
    Patient patient = Patient.local(folder).holding(CHANGES);
    FaultPlan unlisted = FaultPlan.named("doctor-unlisted");
    unlisted.on(Operation.LIST).everyCall().failBefore(Kind.DENIED);
    FaultPlan unread = FaultPlan.named("doctor-unread");
    unread.on(Operation.OPEN).everyCall().failBefore(Kind.DENIED);

    assertThat(
        patient.withInput(unlisted.uri(patient.input())).complaints(),
        hasItem(startsWith("FAULT input rights: permission to read and search folders in ")));
    assertThat(
        patient.withInput(unread.uri(patient.input())).complaints(),
        hasItem(startsWith("FAULT input rights: permission to read files in ")));
  }

  @Test
  void listings_that_lag_are_found(@TempDir Path folder) throws IOException {
    FaultPlan lagging = FaultPlan.named("doctor-lag");
    lagging.on(Operation.LIST, "doctor/").everyCall().lagBehind();
    Patient patient = Patient.local(folder).holding(CHANGES);

    List<String> complaints = patient.withOutput(lagging.uri(patient.output())).complaints();

    assertThat(
        complaints,
        hasItem(
            allOf(
                startsWith(
                    "FAULT list after write: the listing right after list/0 was written shows []"
                        + " instead of [list/0]"),
                containsString("A poll would miss new objects"))));
    assertThat(patient.keys(patient.output()), empty());
  }

  @Test
  void probes_are_removed_after_a_failure_in_the_middle(@TempDir Path folder) throws IOException {
    FaultPlan failing = FaultPlan.named("doctor-failing");
    failing.on(Operation.PUT_IF_ABSENT).call(20).failAfter(Kind.UNREACHABLE);
    Patient patient = Patient.local(folder).holding(CHANGES);

    Diagnosis diagnosis = patient.withOutput(failing.uri(patient.output())).examined();

    assertThat(diagnosis.worst(), is(Grade.UNREACHABLE));
    assertThat(failing.calls(Operation.PUT_IF_ABSENT), is(2 * 16 + 1));
    assertThat(patient.keys(patient.output()), empty());
  }

  @Test
  void store_that_does_not_answer_is_unreachable_and_the_other_is_examined(@TempDir Path folder)
      throws IOException {
    Diagnosis diagnosis;
    try (ClosedPort nobody = new ClosedPort()) {
      List<String> there =
          S3Arguments.of("us-east-1", URI.create(nobody.endpoint()), "key", "hush");
      Patient patient = Patient.local(folder).holding(CHANGES).withOutput("s3://ads/out");
      diagnosis = patient.with(there.toArray(String[]::new)).examined();
    }

    assertThat(diagnosis.worst(), is(Grade.UNREACHABLE));
    assertThat(
        Patient.complaints(diagnosis),
        hasItem(startsWith("UNREACHABLE output: Cannot list '' in s3://ads/out: no answer from")));
    assertThat(
        diagnosis.findings(),
        hasItem(Finding.ok("input rights", "list and get are allowed, tried on " + CHANGES)));
  }

  @Test
  void bucket_that_is_not_there_is_named() throws IOException {
    Patient patient = inS3().holding(CHANGES).withOutput("s3://no-such-bucket/out");

    assertThat(
        patient.complaints(),
        hasItem(allOf(startsWith("UNREACHABLE output: "), containsString("no-such-bucket"))));
  }
}
