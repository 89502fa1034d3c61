package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.changes.Partition;
import io.tidemark.storage.StoreException;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NewestPartitionTest {
  private static final PartitionLayout LAYOUT = WatchDriver.LAYOUT;
  private static final Instant START = Instant.parse("2016-01-01T00:00:00Z");
  private final MemoryStore store = new MemoryStore();

  @Test
  void nothing_there_is_found_to_be_nothing() throws StoreException {
    assertThat(search(Instant.MAX).find(null), nullValue());
  }

  @Test
  void ten_years_of_partitions_take_some_forty_requests() throws StoreException {
    int periods = 10 * 365 * 144;
    for (int i = 0; i < periods; i += 7) {
      store.put(LAYOUT.prefix(START.plusSeconds(600L * i)) + "a");
    }
    store.put(LAYOUT.prefix(START.plusSeconds(600L * periods)) + "a");

    Partition newest = search(Instant.parse("2040-01-01T00:00:00Z")).find(null);

    assertThat(newest, is(LAYOUT.partitionAt(START.plusSeconds(600L * periods))));
    assertThat(store.lists(), lessThan(45));
  }

  @Test
  void directories_of_ignored_or_too_new_or_stray_keys_do_not_count() throws StoreException {
    store.put(LAYOUT.prefix(START) + "a");
    for (int i = 0; i < 250; i++) {
      store.put(LAYOUT.prefix(START.plusSeconds(600)) + "_hidden" + i);
    }
    store.put(LAYOUT.prefix(START.plusSeconds(6000)) + "a");
    store.put("p=zzz/a");

    Partition newest = search(START.plusSeconds(6000)).find(null);

    assertThat(newest, is(LAYOUT.partitionAt(START)));
  }

  @Property(tries = 200)
  void newest_of_any_set_of_partitions_is_found(
      @ForAll @Size(min = 1, max = 20) Set<@IntRange(min = 0, max = 5000) Integer> periods,
      @ForAll @IntRange(min = 0, max = 5000) int from)
      throws StoreException {
    MemoryStore filled = new MemoryStore();
    int newest = -1;
    for (int period : periods) {
      filled.put(LAYOUT.prefix(START.plusSeconds(600L * period)) + "a");
      newest = period >= from ? Math.max(newest, period) : newest;
    }

    Partition found =
        new NewestPartition(LAYOUT, filled, START.plusSeconds(600L * 6000))
            .find(START.plusSeconds(600L * from));

    assertThat(found, is(newest < 0 ? null : LAYOUT.partitionAt(START.plusSeconds(600L * newest))));
  }

  private NewestPartition search(Instant limit) {
    return new NewestPartition(LAYOUT, store, limit);
  }
}
