package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What counts against a job, and what does not. Three restarts an hour; a stall is 100 s. */
final class WatchdogBudgetTest {
  private final Kennel kennel = new Kennel();
  private int polls;
  private int run = 1;
  private int version = 7;

  @Test
  void backlog_whose_commits_take_longer_than_a_stall_is_worked_off() {
    kennel.step(0);
    for (int commit = 0; commit < 100; commit++) {
      workFor(150); // Nothing is committed before all of it is read.
      version++;
    }

    assertThat(kennel.exitCode(), equalTo(OptionalInt.empty()));
    assertThat(kennel.job.calls, contains("start", "kill", "start"));
  }

  @Test
  void stalls_that_more_patience_heals_are_not_charged() {
    kennel.step(0);
    workFor(1000); // Ended after 100 s, 200 s and 400 s.
    long stalls = kills();
    version++;
    quietFor(5);
    for (int death = 0; death < 3; death++) {
      kennel.job.state = JobState.ended(1);
      quietFor(10);
    }
    OptionalInt spared = kennel.exitCode();
    kennel.job.state = JobState.ended(1);
    quietFor(10);

    assertThat(stalls, equalTo(3L));
    assertThat(spared, equalTo(OptionalInt.empty()));
    assertThat(kennel.exitCode(), equalTo(OptionalInt.of(1)));
  }

  private long kills() {
    return kennel.job.calls.stream().filter("kill"::equals).count();
  }

  @Test
  void job_that_commits_nothing_with_all_patience_is_given_up() {
    kennel.step(0);
    for (int time = 0; time < 4; time++) {
      workFor(1700);
    }

    assertThat(kennel.exitCode(), equalTo(OptionalInt.of(1)));
  }

  @Test
  void store_that_cannot_be_reached_costs_no_budget() {
    kennel.step(0);
    for (int time = 0; time < 20; time++) {
      kennel.job.state = JobState.ended(3);
      kennel.step(1);
      kennel.step(4);
    }

    assertThat(kennel.exitCode(), equalTo(OptionalInt.empty()));
    assertThat(kennel.job.calls.size(), equalTo(21));
    assertThat(
        kennel.take().subList(0, 8),
        contains(
            "start: job",
            "DEAD!: it ended with exit code 3",
            "wait: the next start is in 1s",
            "start: job",
            "DEAD!: it ended with exit code 3",
            "wait: the next start is in 2s",
            "start: job",
            "DEAD!: it ended with exit code 3"));
  }

  @Test
  void job_that_refuses_its_options_after_it_has_worked_has_met_something_else() {
    kennel.step(0);
    quietFor(10);
    kennel.job.state = JobState.ended(2);
    kennel.step(5);
    kennel.step(1);

    assertThat(kennel.exitCode(), equalTo(OptionalInt.empty()));
    assertThat(kennel.job.calls, contains("start", "start"));
  }

  /** The source has closed what is not committed. */
  private void workFor(int seconds) {
    live(seconds, true);
  }

  private void quietFor(int seconds) {
    live(seconds, false);
  }

  private void live(int seconds, boolean work) {
    for (int second = 0; second < seconds; second += 5) {
      if (kennel.job.calls.stream().filter("start"::equals).count() > run) {
        run++;
      }
      Beat beat = Beat.of(++polls).run("run-" + run);
      if (work) {
        beat.closed("c" + (version + 1), "2026-05-04T10:10:00Z");
      }
      kennel.look =
          Look.of(beat.make(), Heads.by("run-" + run, Heads.counting(version, "c" + version)));
      kennel.step(5);
    }
  }
}
