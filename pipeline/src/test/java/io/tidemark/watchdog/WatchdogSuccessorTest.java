package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a watchdog leaves, and what it makes of what was left to it. */
final class WatchdogSuccessorTest {

  @Test
  void job_that_a_watchdog_was_ending_is_started_again_when_it_has_ended() {
    Kennel kennel = new Kennel();
    kennel.job.found = Optional.of(new Job.Found("run-0", true, true));
    kennel.job.stops = false;

    kennel.step(0);
    kennel.beat(Beat.of(9).run("run-0").stopping());
    kennel.step(5);
    kennel.job.found = Optional.empty();
    kennel.job.state = JobState.GONE;
    kennel.step(5);
    kennel.step(0);

    assertThat(kennel.exitCode(), equalTo(OptionalInt.empty()));
    assertThat(kennel.job.calls, contains("stop run-0", "start"));
    assertThat(
        kennel.take(),
        contains("take-over: job runs", "stop: a watchdog was ending it", "start: job"));
  }

  @Test
  void job_that_someone_else_stops_after_it_was_taken_over_is_not_started_again() {
    Kennel kennel = new Kennel();
    kennel.job.found = Optional.of(new Job.Found("run-0", true, false));

    kennel.step(0);
    kennel.beat(Beat.of(8).run("run-0"));
    kennel.step(5);
    kennel.beat(Beat.of(9).run("run-0").stopping());
    kennel.step(5);
    kennel.job.state = JobState.GONE;
    kennel.step(5);

    assertThat(kennel.exitCode(), equalTo(OptionalInt.of(0)));
    assertThat(kennel.job.calls, empty());
  }

  @Test
  void planned_restart_that_cannot_be_remembered_waits() {
    Kennel kennel = new Kennel(Duration.ofHours(1));
    kennel.job.remembers = false;
    kennel.step(0);
    kennel.beat(Beat.of(1));
    kennel.step(3600);
    kennel.beat(Beat.of(2));
    kennel.step(5);
    kennel.job.remembers = true;
    kennel.beat(Beat.of(3));
    kennel.step(595);

    assertThat(kennel.job.calls, contains("start", "stop"));
    assertThat(
        kennel.take(),
        contains(
            "start: job",
            "WORKING: it gets on",
            "wait: it is not started anew though it ran for 1h 0m 0s: no space left",
            "WORKING: it gets on",
            "IDLE: nothing to do",
            "stop: it ran for 1h 0m 0s"));
  }

  @Test
  void job_that_came_to_be_though_its_start_failed_is_not_started_twice() {
    Kennel kennel = new Kennel();
    kennel.job.starts = false;
    kennel.step(0);
    kennel.job.found = Optional.of(new Job.Found("run-1", true, false));
    kennel.step(1);

    assertThat(kennel.job.calls, contains("start"));
    assertThat(kennel.take(), hasItem("take-over: job runs"));
  }

  @Test
  void another_run_on_the_index_makes_the_watchdog_look_more_often() {
    Kennel kennel = new Kennel();
    kennel.step(0);
    kennel.beat(Beat.of(1));
    long alone = kennel.step(5);
    kennel.beat(Beat.of(7).run("run-9"));
    long beside = kennel.step(5);

    assertThat(alone, equalTo(5L));
    assertThat(beside, equalTo(1L));
  }
}
