package io.tidemark.doctor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.doctor.Finding.Grade;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockProofTest {
  private static final Duration SETTLE = Duration.ofSeconds(2);

  @TempDir Path folder;

  @Test
  void clock_of_the_store_itself_is_fine() throws IOException {
    assertThat(judged(0, SETTLE, Duration.ZERO).grade(), is(Grade.OK));
  }

  @Test
  void clock_ahead_by_minutes_is_a_fault_and_what_makes_up_for_it_is_told() throws IOException {
    Finding finding = judged(600, SETTLE, Duration.ZERO);

    assertThat(finding.grade(), is(Grade.FAULT));
    assertThat(
        finding.line(),
        allOf(
            startsWith("this machine is "),
            containsString(" or more ahead of the store"),
            containsString("counts as late"),
            containsString("--watermarkDelay=")));
  }

  @Test
  void clock_behind_by_minutes_is_a_fault_and_what_it_costs_is_told() throws IOException {
    Finding finding = judged(-600, SETTLE, Duration.ZERO);

    assertThat(finding.grade(), is(Grade.FAULT));
    assertThat(
        finding.line(),
        allOf(containsString(" or more behind the store"), containsString("published")));
  }

  @Test
  void skew_within_settle_or_made_up_for_by_the_watermark_delay_is_a_warning() throws IOException {
    assertThat(judged(-600, Duration.ofHours(1), Duration.ZERO).grade(), is(Grade.WARNING));
    assertThat(judged(600, SETTLE, Duration.ofHours(1)).grade(), is(Grade.WARNING));
    assertThat(judged(-600, SETTLE, Duration.ofHours(1)).grade(), is(Grade.FAULT));
  }

  @Test
  void whole_seconds_of_a_server_are_no_skew_and_a_real_one_is_found() throws IOException {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      Patient patient = Patient.in(s3, "ads");

      assertThat(clock(patient.examined()).grade(), is(Grade.OK));
      Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
      assertThat(clock(patient.examined(ahead)).grade(), is(Grade.FAULT));
    }
  }

  private static Finding clock(Diagnosis diagnosis) {
    List<Finding> found =
        diagnosis.findings().stream().filter(f -> f.about().equals("clock")).toList();
    return found.get(0);
  }

  /** A machine whose clock goes so many seconds ahead of the store's. */
  private Finding judged(long ahead, Duration settle, Duration delay) throws IOException {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(ahead));
    try (ObjectStore store =
        ObjectStores.open(folder.toString(), PipelineOptionsFactory.create())) {
      return new ClockProof(clock, settle, delay).findings(store).get(0);
    }
  }
}
