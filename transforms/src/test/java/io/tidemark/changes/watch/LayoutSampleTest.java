package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.storage.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LayoutSampleTest {
  private static final PartitionLayout LAYOUT = WatchDriver.LAYOUT;
  private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");
  private final MemoryStore store = new MemoryStore();

  @Test
  void empty_input_shows_nothing() throws StoreException {
    assertThat(sample(), is(new LayoutSample(0, List.of(), null, null)));
  }

  @Test
  void strangers_are_named_in_key_order_and_ignored_keys_do_not_count() throws StoreException {
    store.put(LAYOUT.prefix(START) + "a");
    store.put(LAYOUT.prefix(START) + "_SUCCESS");
    store.put("zzz/stray");
    store.put("README");

    LayoutSample sample = sample();

    assertThat(sample.looked(), is(3));
    assertThat(sample.strangers(), contains("README", "zzz/stray"));
  }

  @Test
  void newest_partition_is_seen_behind_a_long_history_with_few_requests() throws StoreException {
    for (int i = 0; i < 20_000; i++) {
      store.put(LAYOUT.prefix(START.plusSeconds(600L * i)) + "a");
    }
    Instant newest = START.plusSeconds(600L * 19_999);
    store.put(LAYOUT.prefix(newest) + "b");
    store.put(LAYOUT.prefix(newest) + "c.tmp");

    LayoutSample sample = sample();

    assertThat(sample.looked(), is(1002));
    assertThat(sample.strangers(), empty());
    assertThat(sample.newest(), is(LAYOUT.partitionAt(newest)));
    assertThat(
        Objects.requireNonNull(sample.newestObject()).key(), is(LAYOUT.prefix(newest) + "b"));
    assertThat(store.lists(), lessThan(40));
  }

  @Test
  void nothing_is_the_newest_where_no_key_follows_the_layout() throws StoreException {
    store.put("day=20260504/x");

    LayoutSample sample = sample();

    assertThat(sample.strangers(), contains("day=20260504/x"));
    assertThat(sample.newest(), nullValue());
    assertThat(sample.newestObject(), nullValue());
  }

  private LayoutSample sample() throws StoreException {
    return LayoutSample.of(LAYOUT, store, Instant.parse("2040-01-01T00:00:00Z"));
  }
}
