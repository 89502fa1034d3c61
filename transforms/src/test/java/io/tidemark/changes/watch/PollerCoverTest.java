package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.tidemark.changes.PartitionClosed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A closing names what must be committed before it counts, and the closing it follows. */
class PollerCoverTest {
  private static final String P1820 = "p=20260504T1820/";
  private static final String P1830 = "p=20260504T1830/";
  private static final String P1840 = "p=20260504T1840/";
  private final WatchDriver watch = new WatchDriver(WatchDriver.settings());

  @Test
  void closing_names_what_was_found_in_its_partition_once() {
    watch.put(P1820 + "a", P1820 + "b", P1830 + "a", P1840 + "a");
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:05");

    assertThat(covers(), contains("[" + P1820 + "a e1, " + P1820 + "b e1]", "[" + P1830 + "a e1]"));
    watch.pollAt("18:50:05");
    assertThat(covers().subList(2, 3), contains("[" + P1840 + "a e1]"));
    assertThat(watch.horizon.uncovered(), empty());
  }

  @Test
  void closings_form_a_chain() {
    watch.put(P1820 + "a", P1830 + "a");
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:05");

    List<PartitionClosed> closings = closings();

    assertThat(closings.get(0).follows(), is(nullValue()));
    assertThat(closings.get(1).follows(), is(closings.get(0).link()));
    assertThat(watch.horizon.lastClosing(), is(closings.get(1).link()));
  }

  @Test
  void every_version_of_an_object_is_named() {
    watch.store.put(P1830 + "a", "e1", 10);
    watch.pollAt("18:45:00");
    watch.store.put(P1830 + "a", "e2", 10);
    watch.pollAt("18:45:01");
    watch.pollAt("18:45:06");

    assertThat(covers(), contains("[" + P1830 + "a e1, " + P1830 + "a e2]"));
  }

  @Test
  void late_object_is_named_by_the_closing_of_its_group() {
    watch.put(P1820 + "a", P1840 + "a");
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:05");
    watch.put(P1820 + "late");
    watch.pollAt("18:45:06");
    watch.pollAt("18:45:11");

    assertThat(covers(), contains("[" + P1820 + "a e1]", "[" + P1820 + "late e1]"));
  }

  @Test
  void late_object_published_by_arrival_is_named_by_the_next_closing_of_any_partition() {
    watch.restart(watch.settings.withPublish(WatchSettings.Publish.ARRIVAL));
    watch.put(P1820 + "a", P1830 + "a");
    watch.pollAt("18:35:00");
    watch.pollAt("18:35:05");
    watch.put(P1820 + "late");
    watch.pollAt("18:35:06");
    watch.pollAt("18:45:00");

    assertThat(
        covers(), contains("[" + P1820 + "a e1]", "[" + P1820 + "late e1, " + P1830 + "a e1]"));
  }

  @Test
  void what_earlier_runs_committed_is_not_named_and_the_chain_starts_anew() {
    watch.put(P1830 + "a", P1830 + "b");
    watch.restart(watch.settings, watch.committed(at("18:30:00"), at("16:30:00"), P1830 + "a"));
    watch.pollAt("18:45:00");
    watch.pollAt("18:45:05");

    assertThat(covers(), contains("[" + P1830 + "b e1]"));
    assertThat(closings().get(0).follows(), is(nullValue()));
  }

  @Test
  void closings_that_claim_something_else_have_other_ids() {
    watch.put(P1830 + "a");
    watch.pollAt("18:45:00");
    Horizon open = watch.horizon;
    watch.pollAt("18:45:05");
    watch.horizon = open;
    watch.pollAt("18:45:05");
    watch.horizon = open;
    watch.put(P1830 + "b");
    watch.pollAt("18:45:05");
    watch.pollAt("18:45:10");

    List<PartitionClosed> closings = closings();

    assertThat(closings.get(1), is(closings.get(0)));
    assertThat(closings.get(2).id(), is(not(closings.get(0).id())));
  }

  private List<PartitionClosed> closings() {
    List<PartitionClosed> closings = new ArrayList<>();
    watch.all.forEach(
        discovery -> {
          if (discovery instanceof PartitionClosed closed) {
            closings.add(closed);
          }
        });
    return closings;
  }

  private List<String> covers() {
    return closings().stream()
        .map(closed -> closed.covers().stream().map(c -> c.object() + " " + c.etag()).toList() + "")
        .toList();
  }
}
