package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.publish.Closing.DebtChange;
import io.tidemark.publish.Closing.DebtChange.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DebtBookTest {
  private long committed;
  private final DebtBook book = new DebtBook(List.of(), null, (from, to) -> committed);

  @Test
  void ten_thousand_partitions_passed_over_are_one_entry() {
    Instant from = at("10:00");
    for (int i = 0; i < 10_000; i++) {
      Instant start = from.plusSeconds(600L * i);
      book.apply(change(Kind.OWED, start, start.plusSeconds(600), 0), null);
    }

    assertThat(book.debts(), contains(new Debt(from, from.plusSeconds(6_000_000), null, null)));
  }

  @Test
  void partition_is_owed_when_it_ends_in_the_range() {
    change(Kind.OWED, "10:05", "11:00", 0);

    assertThat(book.owes(at("10:05")), is(false));
    assertThat(book.owes(at("10:10")), is(true));
    assertThat(book.owes(at("11:00")), is(true));
    assertThat(book.owes(at("11:10")), is(false));
  }

  @Test
  void what_was_owed_before_stays_as_it_was_counted() {
    change(Kind.OWED, "10:00", "11:00", 0);
    change(Kind.COUNTED, "10:00", "11:00", 7);
    change(Kind.OWED, "09:00", "12:00", 0);

    assertThat(
        book.debts(),
        contains(
            debt("09:00", "10:00", null),
            debt("10:00", "11:00", 7L),
            debt("11:00", "12:00", null)));
  }

  @Test
  void what_another_has_brought_behind_the_floor_is_not_owed() {
    book.apply(change(Kind.OWED, at("10:00"), at("12:00"), 0), at("11:00"));

    assertThat(book.debts(), contains(debt("11:00", "12:00", null)));
  }

  @Test
  void range_is_counted_once() {
    change(Kind.OWED, "10:00", "11:00", 0);
    change(Kind.COUNTED, "10:00", "11:00", 7);
    change(Kind.COUNTED, "10:00", "11:00", 9);

    assertThat(book.debts(), contains(debt("10:00", "11:00", 7L)));
    assertThat(book.skipped(), is(7L));
  }

  @Test
  void what_was_committed_before_the_count_was_is_not_owed() {
    change(Kind.OWED, "10:00", "11:00", 0);
    committed = 5 + 2;
    change(Kind.COUNTED, "10:00", "11:00", 7);

    assertThat(book.debts(), contains(debt("10:00", "11:00", 5L)));
    assertThat(book.skipped(), is(5L));
  }

  @Test
  void count_of_a_range_that_was_settled_in_part_meanwhile_says_nothing() {
    change(Kind.OWED, "10:00", "11:00", 0);
    change(Kind.SETTLED, "10:50", "11:00", 0);
    change(Kind.COUNTED, "10:00", "11:00", 7);

    assertThat(book.debts(), contains(debt("10:00", "10:50", null)));
    assertThat(book.skipped(), is(0L));
  }

  @Test
  void committed_objects_are_no_longer_owed_and_those_that_are_gone_stay_on_record() {
    change(Kind.OWED, "10:00", "11:00", 0);
    change(Kind.COUNTED, "10:00", "11:00", 3);
    book.committed(at("11:00"), 100);
    book.committed(at("12:00"), 100);
    change(Kind.SETTLED, "10:50", "11:00", 0);

    assertThat(book.debts(), contains(new Debt(at("10:00"), at("10:50"), 2L, 200L)));
    change(Kind.SETTLED, "10:00", "10:50", 0);
    assertThat(book.debts(), is(empty()));
    assertThat(book.skipped(), is(2L));
  }

  @Test
  void one_who_found_nothing_takes_nothing_off_that_another_counted() {
    change(Kind.OWED, "10:00", "11:00", 0);
    change(Kind.COUNTED, "10:00", "11:00", 3);
    change(Kind.OWED, "11:00", "12:00", 0);
    change(Kind.EMPTY, "10:50", "11:30", 0);

    assertThat(book.debts(), contains(debt("10:00", "11:00", 3L), debt("11:30", "12:00", null)));
  }

  @Test
  void what_would_leave_a_hole_waits_for_what_is_newer() {
    book.apply(closing("first", null, change(Kind.OWED, at("10:00"), at("11:00"), 0)), null);
    Closing middle = closing("m", "first", change(Kind.SETTLED, at("10:20"), at("10:40"), 0));
    Closing newest = closing("n", "first", change(Kind.SETTLED, at("10:40"), at("11:00"), 0));

    assertThat(book.takes(middle), is(false));
    assertThat(book.takes(newest), is(true));
    book.apply(newest, null);
    assertThat(book.takes(middle), is(true));
    assertThat(book.concerns(newest), is(false));
  }

  @Test
  void what_was_seen_before_partitions_were_passed_over_again_proves_nothing() {
    book.apply(closing("first", null, change(Kind.OWED, at("10:00"), at("11:00"), 0)), null);
    Closing settled = closing("r", "first", change(Kind.SETTLED, at("10:50"), at("11:00"), 0));
    assertThat(book.concerns(settled), is(true));
    book.apply(closing("again", null, change(Kind.OWED, at("10:50"), at("11:30"), 0)), null);

    assertThat(book.concerns(settled), is(false));
    assertThat(book.takes(settled), is(false));
    assertThat(book.since(), is("again"));
    Closing other = closing("r", "again", change(Kind.SETTLED, at("11:30"), at("11:40"), 0));
    assertThat(book.takes(other), is(true));
    assertThat(book.concerns(other), is(false));
  }

  private static Closing closing(String id, @Nullable String of, DebtChange change) {
    return new Closing(id, at("12:00"), 0, null, List.of(), null, List.of(change), of);
  }

  private void change(Kind kind, String from, String to, long objects) {
    book.apply(change(kind, at(from), at(to), objects), null);
  }

  private static DebtChange change(Kind kind, Instant from, Instant to, long objects) {
    return new DebtChange(kind, from, to, objects, 100 * objects, 5);
  }

  private static Debt debt(String from, String to, @Nullable Long objects) {
    return new Debt(at(from), at(to), objects, objects == null ? null : 100 * objects);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-01-05T" + time + ":00Z");
  }
}
