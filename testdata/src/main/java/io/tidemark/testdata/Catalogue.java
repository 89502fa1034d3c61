package io.tidemark.testdata;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ad catalogue at work: campaigns, ad groups and ads are created, edited, paused, deleted and
 * created again under the same id. Deleting a campaign or an ad group deletes what is in it, one
 * change each. Memory grows with the live entries only.
 */
final class Catalogue {
  /** So many of those deleted last can come back. */
  private static final int MAX_WITHDRAWN = 256;

  private final Dice dice;
  private final EntryWriter writer;
  private final Map<EntryKind, Pool> live = new EnumMap<>(EntryKind.class);
  private final Map<EntryKind, Integer> created = new EnumMap<>(EntryKind.class);
  private final Deque<Listing> doomed = new ArrayDeque<>();
  private final List<Listing> withdrawn = new ArrayList<>();
  private long version;

  Catalogue(Dice dice) {
    this.dice = dice;
    this.writer = new EntryWriter(dice);
    for (EntryKind kind : EntryKind.values()) {
      live.put(kind, new Pool());
      created.put(kind, 0);
    }
  }

  int liveEntries() {
    return live.values().stream().mapToInt(Pool::size).sum();
  }

  /** A new entry, as the catalogue is first filled. */
  CatalogueChange create(Instant eventTime) {
    return create(null, kindToCreate(), eventTime);
  }

  /** The next thing that happens. */
  CatalogueChange next(Instant eventTime) {
    if (!doomed.isEmpty()) {
      return delete(doomed.remove(), eventTime);
    }
    int point = dice.below(100);
    if (point < 26) {
      return create(eventTime);
    }
    if (point < 30 && !withdrawn.isEmpty()) {
      Listing old = withdrawn.remove(dice.below(withdrawn.size()));
      return create(old.id, old.kind, eventTime);
    }
    EntryKind kind = kindToAlter();
    if (pool(kind).isEmpty()) {
      return create(eventTime);
    }
    Listing listing = pool(kind).draw(dice);
    if (point < 38) {
      takeOut(listing);
      return delete(doomed.remove(), eventTime);
    }
    Entry old = listing.entry();
    return upsert(
        listing,
        point < 53 ? writer.toggle(old, eventTime) : writer.edit(old, eventTime),
        eventTime);
  }

  /** What one of the entries deleted last was before: a change that must stay without effect. */
  Optional<CatalogueChange> staleUpsert(Dice choice) {
    return withdrawn.isEmpty()
        ? Optional.empty()
        : Optional.of(withdrawn.get(choice.below(withdrawn.size())).newest());
  }

  /** An ad group needs a campaign and an ad an ad group: where it is missing, that comes first. */
  private CatalogueChange create(@Nullable String knownId, EntryKind wanted, Instant eventTime) {
    if (wanted == EntryKind.CAMPAIGN) {
      return create(knownId, wanted, null, eventTime);
    }
    EntryKind above = wanted == EntryKind.AD ? EntryKind.AD_GROUP : EntryKind.CAMPAIGN;
    return pool(above).isEmpty()
        ? create(null, above, eventTime)
        : create(knownId, wanted, pool(above).draw(dice), eventTime);
  }

  private CatalogueChange create(
      @Nullable String knownId, EntryKind kind, @Nullable Listing parent, Instant eventTime) {
    String id = knownId == null ? kind.id(created.merge(kind, 1, Integer::sum)) : knownId;
    Listing listing = new Listing(id, kind, parent);
    if (parent != null) {
      parent.children.add(listing);
    }
    pool(kind).add(listing);
    return upsert(listing, writer.create(id, kind, parent, eventTime), eventTime);
  }

  private CatalogueChange upsert(Listing listing, Entry entry, Instant eventTime) {
    CatalogueChange change = new CatalogueChange(listing.id, ++version, eventTime, entry);
    listing.become(change);
    return change;
  }

  private CatalogueChange delete(Listing listing, Instant eventTime) {
    if (withdrawn.size() < MAX_WITHDRAWN) {
      withdrawn.add(listing);
    } else {
      withdrawn.set(dice.below(MAX_WITHDRAWN), listing);
    }
    return new CatalogueChange(listing.id, ++version, eventTime, null);
  }

  /** At once, so that nothing else happens to it or in it while its deletes are put on file. */
  private void takeOut(Listing listing) {
    if (listing.parent != null) {
      listing.parent.children.remove(listing);
    }
    Deque<Listing> open = new ArrayDeque<>(List.of(listing));
    while (!open.isEmpty()) {
      Listing gone = open.remove();
      pool(gone.kind).remove(gone);
      doomed.add(gone);
      open.addAll(gone.children);
    }
  }

  private EntryKind kindToCreate() {
    int point = dice.below(100);
    return point < 4 ? EntryKind.CAMPAIGN : point < 20 ? EntryKind.AD_GROUP : EntryKind.AD;
  }

  private EntryKind kindToAlter() {
    int point = dice.below(100);
    return point < 3 ? EntryKind.CAMPAIGN : point < 10 ? EntryKind.AD_GROUP : EntryKind.AD;
  }

  private Pool pool(EntryKind kind) {
    return Objects.requireNonNull(live.get(kind));
  }
}
