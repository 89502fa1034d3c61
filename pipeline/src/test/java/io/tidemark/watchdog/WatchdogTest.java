package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class WatchdogTest {

  @Test
  void job_that_dies_is_started_again_after_a_pause_that_grows() {
    Kennel kennel = new Kennel();
    long rest = kennel.step(0);
    kennel.job.state = JobState.ended(1);
    long firstPause = kennel.step(1);
    kennel.step(1);
    kennel.job.state = JobState.ended(1);
    long secondPause = kennel.step(1);

    assertThat(List.of(rest, firstPause, secondPause), contains(5L, 1L, 2L));
    assertThat(
        kennel.take(),
        contains(
            "start: job",
            "DEAD!: it ended with exit code 1",
            "wait: the next start is in 1s",
            "start: job",
            "DEAD!: it ended with exit code 1",
            "wait: the next start is in 2s"));
  }

  @Test
  void budget_that_is_spent_ends_the_watchdog_with_a_fault() {
    Kennel kennel = new Kennel();
    kennel.job.starts = false;

    kennel.step(0);
    kennel.step(1);
    kennel.step(2);
    OptionalInt before = kennel.exitCode();
    kennel.take();
    kennel.step(4);

    assertThat(before, equalTo(OptionalInt.empty()));
    assertThat(kennel.exitCode(), equalTo(OptionalInt.of(1)));
    assertThat(kennel.job.calls, contains("start", "start", "start", "start"));
    assertThat(
        kennel.take(),
        contains("end: no more than 3 restarts in 1h 0m 0s: it does not start: no such program"));
  }

  @Test
  void job_that_is_done_or_refuses_its_options_is_not_started_again() {
    for (int code : new int[] {0, 2}) {
      Kennel kennel = new Kennel();
      kennel.step(0);
      kennel.job.state = JobState.ended(code);
      kennel.step(5);

      assertThat(kennel.exitCode(), equalTo(OptionalInt.of(code)));
      assertThat(kennel.job.calls, contains("start"));
    }
  }

  @Test
  void stalled_job_is_killed_and_given_more_time_after_it_was_in_vain() {
    Kennel kennel = new Kennel();
    kennel.step(0);
    kennel.step(60); // No heartbeat.
    kennel.step(1); // It is dead.
    kennel.step(1); // It is started again.
    kennel.take();
    kennel.step(119);
    List<String> patient = kennel.take();
    kennel.step(1);

    assertThat(kennel.job.calls, contains("start", "kill", "start", "kill"));
    assertThat(patient, contains("WORKING: started, no heartbeat yet"));
    assertThat(
        kennel.take(),
        contains(
            "STALLED!: no heartbeat for 2m 0s since the start",
            "kill: no heartbeat for 2m 0s since the start"));
  }

  @Test
  void job_is_asked_before_it_is_killed_when_the_index_cannot_be_read() {
    Kennel kennel = new Kennel();
    kennel.step(0);
    kennel.beat(Beat.of(1));
    kennel.step(5);
    kennel.look = Look.unreadable("no route to host");
    kennel.step(5);
    kennel.step(299);
    List<String> before = List.copyOf(kennel.job.calls);
    kennel.step(1);
    kennel.step(1);
    kennel.step(1);

    assertThat(before, contains("start"));
    assertThat(kennel.job.calls, contains("start", "stop", "start"));
  }

  @Test
  void job_that_does_not_stop_in_time_is_killed() {
    Kennel kennel = new Kennel(Duration.ofHours(1));
    kennel.job.stops = false;
    kennel.step(0);
    kennel.beat(Beat.of(1));
    kennel.step(3600);
    kennel.step(49);
    List<String> patient = List.copyOf(kennel.job.calls);
    kennel.step(1);
    kennel.step(1);
    kennel.step(0);

    assertThat(patient, contains("start", "stop"));
    assertThat(kennel.job.calls, contains("start", "stop", "kill", "start"));
    assertThat(
        kennel.take(),
        contains(
            "start: job",
            "WORKING: it gets on",
            "stop: it ran for 1h 0m 0s",
            "kill: it has not ended after 50s",
            "start: job"));
  }

  @Test
  void planned_restarts_cost_neither_budget_nor_time() {
    Kennel kennel = new Kennel(Duration.ofHours(1));
    kennel.step(0);
    for (int i = 0; i < 20; i++) {
      kennel.beat(Beat.of(i).run("run-" + (i + 1)));
      kennel.step(3600); // Stops it.
      kennel.step(0); // It has ended.
      kennel.step(0); // Starts it.
    }

    assertThat(kennel.exitCode(), equalTo(OptionalInt.empty()));
    assertThat(kennel.job.calls.stream().filter("start"::equals).count(), equalTo(21L));
  }

  @Test
  void heap_that_grows_too_much_is_a_planned_restart() {
    Kennel kennel = new Kennel();
    kennel.step(0);
    for (int i = 1; i <= 3; i++) {
      kennel.beat(Beat.of(i).heap(85 + i, 100));
      kennel.step(5);
    }

    assertThat(kennel.job.calls, contains("start", "stop"));
    assertThat(
        kennel.take(),
        hasItem("stop: its heap after collections grew 3 times in a row, to 88% of 100 bytes"));
  }

  @Test
  void job_that_runs_is_taken_over() {
    Kennel kennel = new Kennel();
    kennel.job.found = Optional.of(new Job.Found("run-1", true, false));

    kennel.step(0);
    kennel.step(5);

    assertThat(kennel.job.calls, empty());
    assertThat(
        kennel.take(), contains("take-over: job runs", "WORKING: started, no heartbeat yet"));
  }

  @Test
  void job_that_was_started_otherwise_is_stopped_and_started_anew() {
    Kennel kennel = new Kennel();
    kennel.job.found = Optional.of(new Job.Found("run-1", false, false));

    kennel.step(0);
    kennel.step(5);
    kennel.step(0);

    assertThat(kennel.job.calls, contains("stop", "start"));
  }

  @Test
  void watchdog_that_is_asked_to_end_stops_its_job_first() {
    Kennel kennel = new Kennel();
    kennel.job.stops = false;
    kennel.step(0);
    kennel.asks();
    kennel.step(1);
    OptionalInt waiting = kennel.exitCode();
    kennel.job.state = JobState.ended(0);
    kennel.step(1);

    assertThat(waiting, equalTo(OptionalInt.empty()));
    assertThat(kennel.exitCode(), equalTo(OptionalInt.of(0)));
    assertThat(kennel.job.calls, contains("start", "stop run-1"));
  }

  @Test
  void watchdog_that_is_asked_to_end_during_a_restart_starts_nothing() {
    Kennel kennel = new Kennel();
    kennel.step(0);
    kennel.job.state = JobState.ended(1);
    kennel.step(1);
    kennel.asks();
    kennel.step(0);

    assertThat(kennel.exitCode(), equalTo(OptionalInt.of(0)));
    assertThat(kennel.job.calls, contains("start"));
  }

  @Test
  void job_that_someone_else_stopped_is_not_started_again() {
    Kennel gone = new Kennel();
    Kennel failed = new Kennel();
    for (Kennel kennel : List.of(gone, failed)) {
      kennel.step(0);
      kennel.beat(Beat.of(1).stopping());
      kennel.step(5);
    }

    gone.job.state = JobState.GONE;
    gone.step(5);
    failed.job.state = JobState.ended(137);
    failed.step(5);

    assertThat(gone.exitCode(), equalTo(OptionalInt.of(0)));
    assertThat(failed.exitCode(), equalTo(OptionalInt.of(1)));
  }

  @Test
  void job_that_cannot_be_ended_is_given_up_when_the_budget_is_spent() {
    Kennel kennel = new Kennel();
    kennel.job.dies = false;
    kennel.step(0);
    kennel.step(60);
    for (int i = 0; i < 3; i++) {
      kennel.step(50);
    }

    assertThat(kennel.exitCode(), equalTo(OptionalInt.of(1)));
    assertThat(kennel.job.calls, contains("start", "kill", "kill", "kill"));
  }

  @Test
  void job_whose_engine_runs_on_is_ended_when_all_it_found_is_committed() {
    Kennel asked = new Kennel();
    Kennel planned = new Kennel(Duration.ofHours(1));
    for (Kennel kennel : List.of(asked, planned)) {
      kennel.job.endsByItself = false;
      kennel.job.stops = false;
      kennel.step(0);
      kennel.beat(Beat.of(1));
      kennel.step(5);
    }
    Look stopped = Look.of(Beat.of(2).stopping().make(), Heads.stopped(8, "run-1"));
    asked.look = stopped;
    asked.step(5);
    asked.step(1);
    planned.beat(Beat.of(3));
    planned.step(3600);
    planned.step(1);
    planned.look = stopped;
    planned.step(1);
    planned.step(1);
    planned.step(0);

    assertThat(asked.exitCode(), equalTo(OptionalInt.of(0)));
    assertThat(asked.job.calls, contains("start", "kill"));
    assertThat(planned.exitCode(), equalTo(OptionalInt.empty()));
    assertThat(planned.job.calls, contains("start", "stop", "kill", "start"));
  }

  @Test
  void run_is_named_to_a_job_that_may_have_got_the_signal_too() {
    Kennel kennel = new Kennel();
    kennel.step(0);
    kennel.beat(Beat.of(1));
    kennel.step(5);
    kennel.asks();
    kennel.step(1);

    assertThat(kennel.job.calls, contains("start", "stop run-1"));
  }
}
