package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static io.tidemark.changes.watch.WatchDriver.counted;
import static io.tidemark.changes.watch.WatchDriver.owing;
import static io.tidemark.changes.watch.WatchDriver.repairing;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.tidemark.changes.watch.WatchSettings.Publish;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is owed is repaired while nothing else is to do, by this run or by another. */
class PollerRepairTest {
  private static final String P1820 = "p=20260504T1820/";
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private static final long STEP = DebtRepair.LEAST_COST;

  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void idle_time_repairs_the_newest_first_each_step_in_a_millisecond_of_its_own() {
    watch.put(P1820 + "a", P1830 + "a", P1830 + "b", P1840 + "a");
    watch.restart(repairing(1), owing("18:20:00", "18:40:00"));
    watch.settings = small(2 * STEP);

    watch.pollAt("18:45:00");
    assertThat(watch.pollAt("18:45:01"), contains("REPAIRED p=20260504T1830/a 18:40:00.000"));
    assertThat(
        watch.pollAt("18:45:02"),
        contains(
            "REPAIRED p=20260504T1830/b 18:40:00.001",
            "SETTLED 18:30:00.000 to 18:40:00.000 covering 2 in 18:40:00.001"));
    assertThat(
        watch.pollAt("18:45:03"),
        contains(
            "REPAIRED p=20260504T1820/a 18:40:00.002",
            "SETTLED 18:20:00.000 to 18:30:00.000 covering 1 in 18:40:00.002"));
    assertThat(watch.pollAt("18:45:04"), is(empty()));
    assertThat(watch.horizon.debt().untold(), is(empty()));
  }

  @Test
  void repaired_objects_are_published_as_they_arrive_when_that_is_asked_for() {
    watch.put(P1830 + "a", P1840 + "a");
    watch.restart(repairing(1).withPublish(Publish.ARRIVAL), owing("18:30:00", "18:40:00"));

    watch.pollAt("18:45:00");
    assertThat(
        watch.pollAt("18:45:01"),
        contains(
            "REPAIRED p=20260504T1830/a 18:45:01.000",
            "SETTLED 18:30:00.000 to 18:40:00.000 covering 1 in 18:45:01.000"));
  }

  @Test
  void object_that_comes_after_its_partition_is_repaired_is_late_and_no_other_is() {
    watch.put(P1830 + "a", P1830 + "b", P1840 + "a");
    watch.restart(
        repairing(1), owing("18:30:00", "18:40:00", new ObjectVersion(P1830 + "a", "e1")));
    watch.pollAt("18:45:00");
    assertThat(watch.pollAt("18:45:01"), hasItem("REPAIRED p=20260504T1830/b 18:40:00.000"));

    watch.put(P1830 + "c");
    assertThat(watch.pollAt("18:45:02"), contains("LATE p=20260504T1830/c 18:40:00.001"));
  }

  @Test
  void what_is_new_goes_first_and_takes_back_what_was_not_spent() {
    watch.put(P1820 + "a", P1830 + "a", P1840 + "a");
    watch.restart(repairing(1), owing("18:20:00", "18:40:00"));
    watch.pollAt("18:45:00");
    watch.put(P1840 + "b");

    assertThat(watch.pollAt("18:45:01"), contains("ON_TIME p=20260504T1840/b 18:49:59.999"));
    assertThat(watch.horizon.debt().credit(), is(0L));
    watch.put(P1820 + "late");
    assertThat(watch.pollAt("18:45:02").get(0), is("REPAIRED p=20260504T1830/a 18:40:00.000"));
  }

  @Test
  void share_is_what_is_repaired_of_what_idle_time_could_take() {
    for (int i = 0; i < 200; i++) {
      watch.store.put(P1830 + (100 + i), "e1", 100_000);
    }
    watch.put(P1840 + "a");
    watch.restart(repairing(0.25), owing("18:30:00", "18:40:00"));
    watch.pollAt("18:40:00");

    long spent = 0;
    for (int second = 1; second <= 40; second++) {
      watch.now = at("18:40:00").plusSeconds(second);
      long repaired = watch.poll().stream().filter(s -> s.startsWith("REPAIRED")).count();
      spent += repaired * 100_000 + (watch.lists - 1) * STEP;
      long earned = second * DebtWork.BYTES_A_SECOND / 4;
      assertThat(spent - earned, is(lessThan(100_000 + STEP)));
      assertThat(earned - spent, is(lessThan(DebtWork.BYTES_A_SECOND / 4 + 1)));
    }
    // An hour in which the process slept earns no more than the time between two polls.
    watch.now = watch.now.plus(Duration.ofHours(1));
    long slept = watch.poll().stream().filter(s -> s.startsWith("REPAIRED")).count();
    assertThat(slept, is(lessThan(5L)));
  }

  @Test
  void run_learns_from_the_log_that_another_has_repaired_and_takes_what_is_late() {
    watch.put(P1820 + "a", P1830 + "a", P1840 + "a");
    watch.catchUp();
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:01");
    ResumePoint repaired = owing("18:20:00", "18:30:00", new ObjectVersion(P1830 + "a", "e1"));
    watch.put(P1830 + "late");

    assertThat(watch.pollAt("18:45:02"), is(empty()));
    DebtRefresh refresh = new DebtRefresh(watch.settings, options -> repaired, null);
    assertThat(refresh.refresh(watch.horizon, at("18:45:09")), is(watch.horizon));
    watch.horizon = refresh.refresh(watch.horizon, at("18:45:10"));

    assertThat(watch.horizon.debt().owed(), contains(counted("18:20:00", "18:30:00")));
    assertThat(watch.pollAt("18:45:10"), contains("LATE p=20260504T1830/late 18:40:00.001"));
  }

  @Test
  void log_that_has_not_seen_the_claim_yet_takes_nothing_off() {
    watch.put(P1820 + "a", P1830 + "a", P1840 + "a");
    watch.catchUp();
    watch.pollAt("18:45:00");
    ResumePoint before = watch.committed(at("18:30:00"), at("16:30:00"));
    List<Owed> owed = watch.horizon.debt().owed();

    DebtRefresh refresh = new DebtRefresh(watch.settings, options -> before, null);

    assertThat(refresh.refresh(watch.horizon, at("18:45:30")).debt().owed(), is(owed));
  }

  private static WatchSettings small(long bytes) {
    return WatchDriver.settings()
        .withPolling(new WatchSettings.Polling(Duration.ofSeconds(1), 10_000, bytes, 1));
  }
}
