package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RestartPolicyTest {
  private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
  private static final RestartBudget BUDGET =
      new RestartBudget(6, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** Cuts nothing off a pause. */
  private static final RandomGenerator UNCUT =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }
      };

  @Test
  void pauses_double_up_to_the_longest() {
    RestartPolicy policy = new RestartPolicy(BUDGET, UNCUT);

    List<Long> pauses = pauses(policy, 6);

    assertThat(pauses, equalTo(List.of(1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L)));
  }

  @Test
  void pauses_are_cut_by_up_to_half_by_the_seed() {
    List<Long> pauses = pauses(new RestartPolicy(BUDGET, new Random(1)), 6);
    List<Long> again = pauses(new RestartPolicy(BUDGET, new Random(1)), 6);
    List<Long> others = pauses(new RestartPolicy(BUDGET, new Random(2)), 6);

    assertThat(pauses.get(5), both(greaterThanOrEqualTo(5_000L)).and(lessThanOrEqualTo(10_000L)));
    assertThat(again, equalTo(pauses));
    assertThat(others, not(equalTo(pauses)));
  }

  private static List<Long> pauses(RestartPolicy policy, int failures) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < failures; i++) {
      policy.started(START.plusSeconds(i));
      pauses.add(policy.failed(START.plusSeconds(i + 1)).orElseThrow().toMillis());
    }
    return pauses;
  }

  @Test
  void good_while_makes_the_next_pause_short_again() {
    RestartPolicy policy = new RestartPolicy(BUDGET, UNCUT);
    pauses(policy, 3);

    policy.started(START.plusSeconds(100));
    Optional<Duration> soon = policy.failed(START.plusSeconds(119));
    policy.started(START.plusSeconds(200));
    Optional<Duration> late = policy.failed(START.plusSeconds(220));

    assertThat(soon, equalTo(Optional.of(Duration.ofSeconds(8))));
    assertThat(late, equalTo(Optional.of(Duration.ofSeconds(1))));
  }

  @Test
  void budget_is_spent_until_the_oldest_failure_is_old_enough() {
    RestartPolicy policy = new RestartPolicy(BUDGET, UNCUT);
    pauses(policy, 6); // The first of them at second 1.

    Optional<Duration> spent = policy.failed(START.plusSeconds(3600));
    Optional<Duration> freed = policy.failed(START.plusSeconds(3601));

    assertThat(spent, equalTo(Optional.empty()));
    assertThat(freed.isPresent(), equalTo(true));
  }

  @Test
  void store_out_of_reach_costs_nothing_unless_there_is_to_be_no_restart_at_all() {
    RestartPolicy usual = new RestartPolicy(BUDGET, UNCUT);
    RestartPolicy never =
        new RestartPolicy(
            new RestartBudget(0, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
            UNCUT);
    JobState unreachable = JobState.ended(3);

    for (int i = 0; i < 20; i++) {
      assertThat(usual.charge(Verdict.DEAD, unreachable, START).isPresent(), equalTo(true));
    }
    assertThat(usual.failed(START).isPresent(), equalTo(true));
    assertThat(never.charge(Verdict.DEAD, unreachable, START), equalTo(Optional.empty()));
  }

  @Test
  void stalls_before_a_commit_are_forgiven_unless_something_else_came_between() {
    RestartPolicy slow = new RestartPolicy(BUDGET, UNCUT);
    RestartPolicy sick = new RestartPolicy(BUDGET, UNCUT);
    for (int i = 0; i < 5; i++) {
      slow.stalled(START.plusSeconds(i));
      sick.stalled(START.plusSeconds(i));
    }
    slow.stalled(START.plusSeconds(5));
    sick.failed(START.plusSeconds(5));

    slow.committed();
    sick.committed();

    assertThat(slow.failed(START.plusSeconds(6)), equalTo(Optional.of(Duration.ofSeconds(1))));
    assertThat(sick.failed(START.plusSeconds(6)), equalTo(Optional.empty()));
  }

  @Test
  void store_that_cannot_be_reached_is_waited_for_ever_longer_at_no_cost() {
    RestartPolicy policy = new RestartPolicy(BUDGET, UNCUT);
    Duration last = Duration.ZERO;
    for (int i = 0; i < 100; i++) {
      last = policy.unreachable(START.plusSeconds(i));
    }

    assertThat(last, equalTo(Duration.ofSeconds(10)));
    assertThat(policy.failed(START.plusSeconds(100)).isPresent(), equalTo(true));
  }

  @Test
  void no_restarts_are_none() {
    RestartBudget none = new RestartBudget(0, Duration.ofHours(1), Duration.ZERO, Duration.ZERO);

    assertThat(new RestartPolicy(none, UNCUT).failed(START), equalTo(Optional.empty()));
  }
}
