package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Instant TIME = Instant.parse("2026-05-04T18:30:12.345Z");

  private final Catalogue catalogue = new Catalogue(new Dice(11));

  @Test
  void versions_count_up_from_one() {
    List<CatalogueChange> changes = work(5_000);

    for (int i = 0; i < changes.size(); i++) {
      assertThat(changes.get(i).version(), is(i + 1L));
    }
  }

  @Test
  void only_what_lives_is_deleted_and_what_belongs_to_it_lives() {
    Map<String, Entry> live = new TreeMap<>();

    for (CatalogueChange change : work(20_000)) {
      Entry entry = change.entry();
      if (entry == null) {
        assertThat(live, hasKey(change.id()));
        live.remove(change.id());
      } else {
        live.put(change.id(), entry);
        assertThat(live, hasKey(entry.campaign()));
        if (entry.kind() != EntryKind.CAMPAIGN) {
          assertThat(live, hasKey(entry.adGroup()));
        }
      }
    }

    assertThat(live.size(), is(catalogue.liveEntries()));
  }

  @Test
  void deleting_a_campaign_deletes_all_that_is_in_it_before_anything_else_happens() {
    List<CatalogueChange> changes = work(20_000);
    Map<String, Entry> live = new TreeMap<>();
    int largest = 0;

    for (int i = 0; i < changes.size(); i++) {
      CatalogueChange change = changes.get(i);
      Entry old = live.get(change.id());
      if (change.entry() == null && Objects.requireNonNull(old).kind() == EntryKind.CAMPAIGN) {
        List<String> doomed = idsIn(change.id(), live);
        List<String> deleted = deletedIds(changes, i, doomed.size());
        assertThat(deleted, containsInAnyOrder(doomed.toArray()));
        largest = Math.max(largest, doomed.size());
      }
      if (change.entry() == null) {
        live.remove(change.id());
      } else {
        live.put(change.id(), change.entry());
      }
    }

    assertThat(largest, is(greaterThan(10)));
  }

  @Test
  void creates_edits_pauses_deletes_and_creates_again() {
    Map<String, Entry> live = new TreeMap<>();
    Set<String> known = new HashSet<>();
    Map<String, Integer> happened = new TreeMap<>();

    for (CatalogueChange change : work(10_000)) {
      Entry entry = change.entry();
      Entry old = entry == null ? live.remove(change.id()) : live.put(change.id(), entry);
      happened.merge(whatHappened(entry, old, known.add(change.id())), 1, Integer::sum);
    }

    assertThat(
        happened.keySet(),
        is(Set.of("created", "created again", "deleted", "edited", "paused", "resumed")));
    assertThat(happened.get("edited"), is(greaterThan(3_000)));
    assertThat(happened.get("created again"), is(greaterThan(200)));
  }

  @Test
  void catalogue_grows_slowly_and_has_far_more_ads_than_campaigns() {
    work(50_000);
    Map<EntryKind, Integer> kinds = new EnumMap<>(EntryKind.class);

    for (CatalogueChange change : work(5_000)) {
      if (change.entry() != null) {
        kinds.merge(change.entry().kind(), 1, Integer::sum);
      }
    }

    assertThat(catalogue.liveEntries(), is(greaterThan(2_000)));
    assertThat(catalogue.liveEntries(), is(lessThan(15_000)));
    assertThat(
        kinds.get(EntryKind.AD), is(greaterThan(5 * kinds.getOrDefault(EntryKind.CAMPAIGN, 0))));
  }

  @Test
  void first_entries_need_nothing_before_them() {
    CatalogueChange first = catalogue.create(TIME);

    assertThat(first.id(), is("camp-0001"));
    assertThat(catalogue.staleUpsert(new Dice(0)).stream().toList(), is(empty()));
  }

  @Test
  void stale_upsert_is_what_a_deleted_entry_was_last() {
    Map<String, Long> newest = new TreeMap<>();
    Map<String, CatalogueChange> lastUpsert = new TreeMap<>();
    for (CatalogueChange change : work(2_000)) {
      newest.put(change.id(), change.version());
      if (change.entry() != null) {
        lastUpsert.put(change.id(), change);
      }
    }

    for (int i = 0; i < 500; i++) {
      CatalogueChange stale = catalogue.staleUpsert(new Dice(i)).orElseThrow();
      assertThat(stale, is(equalTo(lastUpsert.get(stale.id()))));
      assertThat(stale.version(), is(lessThan(newest.get(stale.id()))));
    }
  }

  private List<CatalogueChange> work(int changes) {
    List<CatalogueChange> done = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      done.add(catalogue.next(TIME));
    }
    return done;
  }

  private static List<String> idsIn(String campaign, Map<String, Entry> live) {
    return live.entrySet().stream()
        .filter(entry -> entry.getValue().campaign().equals(campaign))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> deletedIds(List<CatalogueChange> changes, int from, int count) {
    return changes.subList(from, Math.min(from + count, changes.size())).stream()
        .filter(change -> change.entry() == null)
        .map(CatalogueChange::id)
        .toList();
  }

  private static String whatHappened(@Nullable Entry entry, @Nullable Entry old, boolean isNew) {
    if (entry == null) {
      return "deleted";
    }
    if (old == null) {
      return isNew ? "created" : "created again";
    }
    if (entry.paused() != old.paused()) {
      return entry.paused() ? "paused" : "resumed";
    }
    return "edited";
  }
}
