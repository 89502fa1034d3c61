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

import io.tidemark.publish.Layer.ShardReceipt;
import java.io.IOException;
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
    assertThat(full.totals(), is(new Totals(1, 1, 0, 0, 0, 0, 100, 10, 7, 2, 1)));
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
    Layer second = closing("2026-01-05T10:30:00Z\",\"follows\":\"2026-01-05T10:20:00Z");
    Layer first = closing("2026-01-05T10:20:00Z");

    Progress waiting = apply(Progress.NONE, second);
    Progress both = apply(waiting, first);

    assertThat(waiting.watermark(), is(nullValue()));
    assertThat(waiting.closings(), hasSize(1));
    assertThat(both.watermark(), is(Instant.parse("2026-01-05T10:30:00Z")));
    assertThat(both.closings(), is(empty()));
    assertThat(apply(apply(Progress.NONE, first), second), is(both));
  }

  private static Progress apply(Progress before, Layer layer) throws IOException {
    return ProgressUpdate.apply(before, layer, LATENESS);
  }

  private static Layer layer(ShardReceipt... receipts) {
    LayerWindow window = new LayerWindow(START, END);
    return Layer.of(window, List.of(), Arrays.asList(receipts), List.of(), List.of());
  }

  private static Layer closing(String watermark) {
    LayerWindow window = new LayerWindow(START, END);
    String closing = "{\"watermark\":\"" + watermark + "\"}";
    return Layer.of(window, List.of(), List.of(), List.of(), List.of(closing));
  }
}
