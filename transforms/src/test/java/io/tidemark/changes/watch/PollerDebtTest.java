package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static io.tidemark.changes.watch.WatchDriver.counted;
import static io.tidemark.changes.watch.WatchDriver.owing;
import static io.tidemark.changes.watch.WatchDriver.repairing;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.watch.WatchSettings.CatchUp;
import io.tidemark.changes.watch.WatchSettings.LatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitions that are passed over to catch up, and counted. */
class PollerDebtTest {
  private static final String P1820 = "p=20260504T1820/";
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private static final String P1850 = "p=20260504T1850/";

  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void catching_up_passes_the_others_and_owes_them_with_one_claim_before_it_reads_the_newest() {
    watch.put(P1820 + "a", P1820 + "b", P1830 + "a", P1840 + "a", P1850 + "a");
    watch.catchUp(P1820 + "a");

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
    watch.catchUp(P1820 + "a");
    watch.pollAt("18:55:00");

    assertThat(
        watch.pollAt("18:55:01"),
        contains(
            "COUNTED 18:20:00.000 to 18:40:00.000 2 of 200 bytes,"
                + " EMPTY 16:30:00.000 to 18:20:00.000,"
                + " EMPTY 18:40:00.000 to 18:50:00.000 covering 0 in 18:50:00.000"));
    watch.put(P1840 + "late", P1830 + "owed");
    assertThat(watch.pollAt("18:55:02"), contains("LATE p=20260504T1840/late 18:50:00.001"));
  }

  @Test
  void nothing_is_owed_when_all_that_was_passed_is_committed() {
    watch.put(P1830 + "a", P1840 + "a");
    watch.catchUp(P1830 + "a");
    watch.pollAt("18:55:00");

    assertThat(
        watch.pollAt("18:55:01"),
        contains("EMPTY 16:30:00.000 to 18:40:00.000 covering 0 in 18:40:00.000"));
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
    watch.catchUp();
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
    watch.restart(watch.settings, owing("18:20:00", "18:40:00"));

    assertThat(watch.pollAt("18:45:00"), contains("ON_TIME p=20260504T1840/a 18:49:59.999"));
    assertThat(watch.pollAt("18:45:01"), is(empty()));
  }

  @Test
  void partitions_left_alone_are_owed_when_the_floor_passes_them_whatever_the_log_says() {
    watch.put(P1820 + "a", P1840 + "a");
    WatchSettings brief =
        repairing(0)
            .withLate(
                new WatchSettings.Late(
                    Duration.ofMinutes(20), LatePolicy.INCLUDE, Duration.ofDays(366)));
    watch.restart(
        brief,
        new ResumePoint(
            at("18:40:00"),
            at("18:20:00"),
            List.of(),
            List.of(counted("18:10:00", "18:40:00")),
            "n0"));
    watch.pollAt("18:45:00");

    assertThat(
        watch.pollAt("18:50:00"),
        contains(
            "OWED 18:20:00.000 to 18:30:00.000 covering 0 in 18:49:59.999",
            "closed 18:40:00.000 of 1 watermark 18:50:00.000"));
    DebtNotice owed = (DebtNotice) watch.all.get(watch.all.size() - 2);
    PartitionClosed closed = (PartitionClosed) watch.all.get(watch.all.size() - 1);
    assertThat(owed.watermark(), is(at("18:40:00")));
    assertThat(closed.follows().id(), is(owed.id()));
    assertThat(watch.horizon.debt().since(), is(owed.id()));
  }

  @Test
  void trouble_with_what_is_owed_does_not_hold_up_what_is_new() {
    watch.put(P1830 + "a", P1840 + "a");
    watch.catchUp();
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
}
