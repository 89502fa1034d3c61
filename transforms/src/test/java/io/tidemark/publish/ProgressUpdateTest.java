package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.START;
import static io.tidemark.publish.Receipts.piece;
import static io.tidemark.publish.Receipts.whole;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Closing.Link;
import io.tidemark.publish.Closing.ObjectName;
import io.tidemark.publish.Layer.ShardReceipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressUpdateTest {
  private static final Duration LATENESS = Duration.ofHours(1);

  @Test
  void an_object_is_committed_when_every_shard_it_touched_is() throws IOException {
    Progress half = apply(Progress.NONE, layer(whole("a").in(0, 0, 2)));
    Progress full = apply(half, layer(whole("a").in(2, 0, 2)));

    assertThat(half.objects().keySet(), is(empty()));
    assertThat(half.pending(), hasSize(1));
    assertThat(half.totals(), is(Totals.ZERO));
    assertThat(full.objects().keySet(), contains("a"));
    assertThat(full.pending(), is(empty()));
    assertThat(full.totals(), is(new Totals(1, 1, 0, 0, 0, 0, 0, 100, 10, 7, 2, 1)));
  }

  @Test
  void an_object_is_committed_when_every_piece_of_every_split_is() throws IOException {
    Progress progress = Progress.NONE;
    List<ShardReceipt> order =
        List.of(
            piece("a", 1, 2, 0, true).in(1),
            piece("a", 0, 2, 1, true).in(1),
            piece("a", 0, 2, 0, false).in(1));
    for (ShardReceipt receipt : order) {
      assertThat(progress.objects().keySet(), is(empty()));
      progress = apply(progress, layer(receipt));
    }

    assertThat(progress.objects().keySet(), contains("a"));
    assertThat(progress.totals().records(), is(30L));
    assertThat(progress.totals().bytes(), is(100L));
  }

  @Test
  void applying_a_layer_again_changes_nothing() throws IOException {
    Layer layer = layer(whole("a").in(0), whole("b").in(1, 0, 1));

    Progress once = apply(Progress.NONE, layer);
    Progress twice = apply(once, layer);

    assertThat(twice, is(once));
  }

  @Test
  void objects_that_are_indexed_tell_when_they_came_once() throws IOException {
    Receipt.Times times = new Receipt.Times(START, START.plusSeconds(1));
    Receipt.Times again = new Receipt.Times(START, START.plusSeconds(9));
    Layer first =
        layer(whole("a").in(0, times, 0, 1), whole("b").withDisposition("DROPPED").in(0, times));
    Layer repeated = layer(whole("a").in(0, again, 0, 1));
    Layer rest = layer(whole("a").in(1, again, 0, 1), whole("c").in(1, again));

    ProgressUpdate none = ProgressUpdate.of(Progress.NONE, first, LATENESS);
    ProgressUpdate still = ProgressUpdate.of(none.progress(), repeated, LATENESS);
    ProgressUpdate two = ProgressUpdate.of(still.progress(), rest, LATENESS);

    assertThat(none.indexed(), is(empty()));
    assertThat(still.progress(), is(none.progress()));
    assertThat(two.indexed(), contains(times, again));
  }

  @Test
  void an_overwritten_object_counts_as_another_object() throws IOException {
    Progress first = apply(Progress.NONE, layer(whole("a").in(0)));
    Progress second = apply(first, layer(whole("a").withEtag("new").in(0)));

    assertThat(second.objects().get("a").etag(), is("new"));
    assertThat(second.totals().objects(), is(2L));
  }

  @Test
  void the_watermark_is_where_the_closings_put_it_and_never_moves_back() throws IOException {
    Progress none = apply(Progress.NONE, layer(whole("a").in(0)));
    Progress later = apply(none, closing("2026-01-05T10:30:00Z"));
    Progress still = apply(later, closing("2026-01-05T10:20:00Z"));

    assertThat(none.watermark(), is(nullValue()));
    assertThat(later.watermark(), is(Instant.parse("2026-01-05T10:30:00Z")));
    assertThat(still.watermark(), is(Instant.parse("2026-01-05T10:30:00Z")));
  }

  @Test
  void objects_behind_the_horizon_are_forgotten_and_stay_in_the_totals() throws IOException {
    Progress before = apply(Progress.NONE, layer(whole("a").in(0)));
    Progress kept = apply(before, closing("2026-01-05T11:09:59.999Z"));
    Progress gone = apply(kept, closing("2026-01-05T11:10:00Z"));

    assertThat(kept.objects().keySet(), contains("a"));
    assertThat(gone.objects().keySet(), is(empty()));
    assertThat(gone.floor(), is(END));
    assertThat(gone.totals().objects(), is(1L));
  }

  @Test
  void a_closing_waits_for_the_one_it_follows() throws IOException {
    Layer first = closing("2026-01-05T10:20:00Z");
    Layer second = following("2026-01-05T10:30:00Z", "2026-01-05T10:20:00Z");

    Progress waiting = apply(Progress.NONE, second);
    Progress both = apply(waiting, first);

    assertThat(waiting.watermark(), is(nullValue()));
    assertThat(waiting.waiting(), hasSize(1));
    assertThat(both.watermark(), is(Instant.parse("2026-01-05T10:30:00Z")));
    assertThat(both.waiting(), is(empty()));
    assertThat(both.openPartitions(), is(3));
    assertThat(apply(apply(Progress.NONE, first), second), is(both));
  }

  @Test
  void a_closing_waits_for_what_it_covers() throws IOException {
    Layer closing = closing("2026-01-05T10:20:00Z", "a", "b");

    Progress none = apply(Progress.NONE, closing);
    Progress half = apply(none, layer(whole("a").in(0)));
    Progress all = apply(half, layer(whole("b").in(1)));

    assertThat(none.watermark(), is(nullValue()));
    assertThat(half.watermark(), is(nullValue()));
    assertThat(half.waiting().get(0).covers(), contains(new ObjectName("b", "etag-b", END)));
    assertThat(all.watermark(), is(Instant.parse("2026-01-05T10:20:00Z")));
    assertThat(all.waiting(), is(empty()));
  }

  @Test
  void a_closing_of_another_watch_does_not_stand_in_for_the_one_it_follows() throws IOException {
    Progress other = apply(Progress.NONE, closing("2026-01-05T10:20:00.001Z"));
    Progress waiting = apply(other, following("2026-01-05T10:30:00Z", "2026-01-05T10:20:00Z"));

    assertThat(waiting.watermark(), is(Instant.parse("2026-01-05T10:20:00.001Z")));
    assertThat(waiting.waiting(), hasSize(1));
  }

  @Test
  void nothing_waits_behind_the_floor() throws IOException {
    Progress partial =
        apply(
            apply(Progress.NONE, layer(whole("dead").in(0, 0, 1))),
            closing("2026-01-05T10:20:00Z", "never"));

    Progress passed = apply(partial, closing("2026-01-05T11:20:00Z"));
    Progress again = apply(passed, layer(whole("dead").in(0, 0, 1), whole("dead").in(1, 0, 1)));

    assertThat(partial.pending(), hasSize(1));
    assertThat(passed.pending(), is(empty()));
    assertThat(passed.waiting(), is(empty()));
    assertThat(again, is(passed));
  }

  @Test
  void a_closing_whose_predecessor_is_behind_the_floor_counts() throws IOException {
    Progress passed = apply(Progress.NONE, closing("2026-01-05T11:20:00Z"));
    Progress next = apply(passed, following("2026-01-05T11:30:00Z", "2026-01-05T10:20:00Z"));

    assertThat(next.watermark(), is(Instant.parse("2026-01-05T11:30:00Z")));
  }

  @Test
  void versions_of_an_object_count_once_each_in_any_order() throws IOException {
    Layer old = layer(whole("a").in(0));
    Layer changed = layer(whole("a").withEtag("new").in(0));

    Progress progress = apply(apply(Progress.NONE, changed), old);
    Progress again = apply(apply(progress, changed), old);

    assertThat(progress.objects().get("a").versions(), contains("new", "etag-a"));
    assertThat(progress.totals().objects(), is(2L));
    assertThat(again, is(progress));
  }

  @Test
  void an_object_read_differently_the_second_time_needs_one_whole_reading() throws IOException {
    Layer half = layer(piece("a", 0, 2, 0, true).in(0, 0, 1), piece("a", 1, 2, 0, true).in(0));
    Layer vanished = layer(whole("a").in(0));
    Layer rest = layer(piece("a", 0, 2, 0, true).in(1, 0, 1));

    Progress one = apply(apply(Progress.NONE, half), vanished);
    Progress other = apply(apply(Progress.NONE, half), rest);

    assertThat(apply(Progress.NONE, half).objects().keySet(), is(empty()));
    assertThat(one.totals().records(), is(10L));
    assertThat(one.pending(), is(empty()));
    assertThat(other.totals().records(), is(20L));
    assertThat(apply(other, vanished), is(other));
  }

  private static Progress apply(Progress before, Layer layer) throws IOException {
    return ProgressUpdate.of(before, layer, LATENESS).progress();
  }

  @Test
  void a_run_has_stopped_once_all_it_found_is_committed() throws IOException {
    ObjectName found = new ObjectName("a", "etag-a", END);
    Closing last = new Closing("id last", null, 0, null, List.of(found), "run 1");

    Progress asked = apply(Progress.NONE, layer(last));
    Progress stopped = apply(asked, layer(whole("a").in(0)));

    assertThat(asked.stopped(), is(nullValue()));
    assertThat(stopped.stopped(), is("run 1"));
    assertThat(stopped.watermark(), is(nullValue()));
    assertThat(stopped.waiting(), is(empty()));
  }

  private static Layer layer(ShardReceipt... receipts) {
    LayerWindow window = new LayerWindow(START, END);
    return Layer.of(window, List.of(), Arrays.asList(receipts), List.of(), List.of());
  }

  /** A closing that covers objects of the partition from 10:00 to 10:10; its id tells when. */
  private static Layer closing(String watermark, String... objects) {
    List<ObjectName> covers =
        Arrays.stream(objects).map(name -> new ObjectName(name, "etag-" + name, END)).toList();
    return layer(new Closing("id " + watermark, Instant.parse(watermark), 0, null, covers, null));
  }

  private static Layer following(String watermark, String before) {
    Link follows = new Link("id " + before, Instant.parse(before));
    return layer(
        new Closing("id " + watermark, Instant.parse(watermark), 3, follows, List.of(), null));
  }

  private static Layer layer(Closing closing) {
    LayerWindow window = new LayerWindow(START, END);
    String json = new String(JsonFormat.write(closing), StandardCharsets.UTF_8);
    return Layer.of(window, List.of(), List.of(), List.of(), List.of(json));
  }
}
