package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.watch.WatchSettings.CatchUp;
import io.tidemark.changes.watch.WatchSettings.LatePolicy;
import io.tidemark.changes.watch.WatchSettings.Publish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitions that are passed over, counted, and repaired while nothing else is to do. */
class PollerDebtTest {
  private static final String P1820 = "p=20260504T1820/";
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private static final String P1850 = "p=20260504T1850/";
  private static final String P1900 = "p=20260504T1900/";
  private static final long STEP = DebtRepair.LEAST_COST;

  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void catching_up_passes_the_others_and_owes_them_with_one_claim_before_it_reads_the_newest() {
    watch.put(P1820 + "a", P1820 + "b", P1830 + "a", P1840 + "a", P1850 + "a");
    catchUp(0, P1820 + "a");

    assertThat(
        watch.pollAt("18:55:00"),
        contains(
            "OWED 16:30:00.000 to 18:50:00.000 covering 0 in 18:49:59.999",
            "ON_TIME p=20260504T1850/a 18:59:59.999"));
    DebtNotice passed = (DebtNotice) watch.all.get(0);
    assertThat(passed.follows(), is(nullValue()));
    assertThat(passed.watermark(), is(at("18:50:00")));
    assertThat(watch.watermark(), is("18:50:00.000"));
  }

  @Test
  void what_is_owed_is_counted_and_what_lies_around_it_is_settled() {
    watch.put(P1820 + "a", P1820 + "b", P1830 + "a", P1850 + "a");
    catchUp(0, P1820 + "a");
    watch.pollAt("18:55:00");

    assertThat(
        watch.pollAt("18:55:01"),
        contains(
            "COUNTED 18:20:00.000 to 18:40:00.000 2 of 200 bytes,"
                + " SETTLED 16:30:00.000 to 18:20:00.000,"
                + " SETTLED 18:40:00.000 to 18:50:00.000 covering 0 in 18:50:00.000"));
    watch.put(P1840 + "late", P1830 + "owed");
    assertThat(watch.pollAt("18:55:02"), contains("LATE p=20260504T1840/late 18:50:00.001"));
  }

  @Test
  void nothing_is_owed_when_all_that_was_passed_is_committed() {
    watch.put(P1830 + "a", P1840 + "a");
    catchUp(0, P1830 + "a");
    watch.pollAt("18:55:00");

    assertThat(
        watch.pollAt("18:55:01"),
        contains("SETTLED 16:30:00.000 to 18:40:00.000 covering 0 in 18:40:00.000"));
    assertThat(watch.horizon.debt().owed(), is(empty()));
    assertThat(watch.horizon.debt().known(), is(empty()));
  }

  @Test
  void catching_up_does_not_depend_on_how_much_is_passed() {
    Instant start = at("18:40:00").minusSeconds(600 * 12_000L);
    for (int i = 0; i < 12_000; i++) {
      watch.put(WatchDriver.LAYOUT.prefix(start.plusSeconds(600L * i)) + "a");
    }
    watch.put(P1840 + "a");
    watch.restart(watch.settings.withCatchUp(CatchUp.LATEST));

    watch.pollAt("18:45:00");
    assertThat(watch.lists, is(lessThan(45)));
    assertThat(watch.all.size(), is(2));
    watch.pollAt("18:45:01");
    assertThat(watch.lists, is(11));
    watch.pollAt("18:45:02");
    assertThat(watch.lists, is(4));

    assertThat(((DebtNotice) watch.all.get(2)).changes().get(0).objects(), is(12_000L));
    assertThat(watch.horizon.debt().owed().size(), is(1));
    assertThat(watch.horizon.known().size(), is(1));
    assertThat(watch.horizon.debt().known(), is(empty()));
  }

  @Test
  void new_partitions_close_while_others_are_owed() {
    watch.put(P1830 + "a", P1840 + "a");
    catchUp(0);
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:01");

    assertThat(
        watch.pollAt("18:50:00"), contains("closed 18:40:00.000 of 1 watermark 18:50:00.000"));
    PartitionClosed closed = (PartitionClosed) watch.all.get(watch.all.size() - 1);
    DebtNotice passed = (DebtNotice) watch.all.get(0);
    assertThat(closed.follows().id(), is(passed.id()));
  }

  @Test
  void run_that_goes_on_reads_nothing_of_what_is_owed() {
    watch.put(P1820 + "a", P1830 + "a", P1840 + "a");
    watch.restart(
        watch.settings,
        new ResumePoint(
            at("18:40:00"),
            at("16:40:00"),
            List.of(),
            List.of(counted("18:20:00", "18:40:00")),
            "n0"));

    assertThat(watch.pollAt("18:45:00"), contains("ON_TIME p=20260504T1840/a 18:49:59.999"));
    assertThat(watch.pollAt("18:45:01"), is(empty()));
  }

  @Test
  void idle_time_repairs_the_newest_first_each_step_in_a_millisecond_of_its_own() {
    watch.put(P1820 + "a", P1830 + "a", P1830 + "b", P1840 + "a");
    watch.restart(
        repairing(1),
        new ResumePoint(
            at("18:40:00"),
            at("16:40:00"),
            List.of(),
            List.of(counted("18:20:00", "18:40:00")),
            "n0"));
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
    watch.restart(
        repairing(1).withPublish(Publish.ARRIVAL),
        new ResumePoint(
            at("18:40:00"),
            at("16:40:00"),
            List.of(),
            List.of(counted("18:30:00", "18:40:00")),
            "n0"));

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
        repairing(1),
        new ResumePoint(
            at("18:40:00"),
            at("16:40:00"),
            List.of(new ObjectVersion(P1830 + "a", "e1")),
            List.of(counted("18:30:00", "18:40:00")),
            "n0"));
    watch.pollAt("18:45:00");
    assertThat(watch.pollAt("18:45:01"), hasItem("REPAIRED p=20260504T1830/b 18:40:00.000"));

    watch.put(P1830 + "c");
    assertThat(watch.pollAt("18:45:02"), contains("LATE p=20260504T1830/c 18:40:00.001"));
  }

  @Test
  void what_is_new_goes_first_and_takes_back_what_was_not_spent() {
    watch.put(P1820 + "a", P1830 + "a", P1840 + "a");
    watch.restart(
        repairing(1),
        new ResumePoint(
            at("18:40:00"),
            at("16:40:00"),
            List.of(),
            List.of(counted("18:20:00", "18:40:00")),
            "n0"));
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
      watch.store.put(P1830 + String.format("%03d", i), "e1", 100_000);
    }
    watch.put(P1840 + "a");
    watch.restart(
        repairing(0.25),
        new ResumePoint(
            at("18:40:00"),
            at("16:40:00"),
            List.of(),
            List.of(counted("18:30:00", "18:40:00")),
            "n0"));
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
    catchUp(0);
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:01");
    ResumePoint repaired =
        new ResumePoint(
            at("18:40:00"),
            at("16:40:00"),
            List.of(new ObjectVersion(P1830 + "a", "e1")),
            List.of(counted("18:20:00", "18:30:00")),
            "n0");
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
    catchUp(0);
    watch.pollAt("18:45:00");
    ResumePoint before = watch.committed(at("18:30:00"), at("16:30:00"));
    List<Owed> owed = watch.horizon.debt().owed();

    DebtRefresh refresh = new DebtRefresh(watch.settings, options -> before, null);

    assertThat(refresh.refresh(watch.horizon, at("18:45:30")).debt().owed(), is(owed));
  }

  @Test
  void trouble_with_what_is_owed_does_not_hold_up_what_is_new() {
    watch.put(P1830 + "a", P1840 + "a");
    catchUp(0);
    watch.pollAt("18:45:00");
    watch.put(P1840 + "b");
    watch.store.troubleAfter(WatchDriver.LAYOUT.startAfter(at("16:30:00")));

    assertThat(watch.pollAt("18:45:01"), contains("ON_TIME p=20260504T1840/b 18:49:59.999"));
    assertThat(watch.last().failure(), is(nullValue()));
    watch.store.troubleAfter(null);
    assertThat(
        watch.pollAt("18:45:02").get(0).startsWith("COUNTED 18:30:00.000 to 18:40:00.000 1"),
        is(true));
  }

  private void catchUp(double share, String... committed) {
    watch.restart(
        repairing(share).withCatchUp(CatchUp.LATEST),
        watch.committed(at("18:30:00"), at("16:30:00"), committed));
  }

  private WatchSettings repairing(double share) {
    return WatchDriver.settings()
        .withLate(WatchDriver.late(LatePolicy.INCLUDE))
        .withPolling(
            new WatchSettings.Polling(Duration.ofSeconds(1), 10_000, Long.MAX_VALUE, share));
  }

  private static WatchSettings small(long bytes) {
    return WatchDriver.settings()
        .withPolling(new WatchSettings.Polling(Duration.ofSeconds(1), 10_000, bytes, 1));
  }

  private static Owed counted(String from, String to) {
    return new Owed(at(from), at(to), Owed.Stage.COUNTED);
  }
}
