package io.tidemark.testdata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thinks up what the catalogue says about an entry, and how an edit alters it. */
final class EntryWriter {
  private static final long BID_STEP_MICROS = 10_000;
  private static final int MAX_BID_STEPS = 500;
  private static final int MAX_MILLIS_BEFORE_FILING = 5_000;

  private final Dice dice;

  EntryWriter(Dice dice) {
    this.dice = dice;
  }

  Entry create(String id, EntryKind kind, @Nullable Listing parent, Instant eventTime) {
    Language language =
        parent == null || kind == EntryKind.AD_GROUP || dice.chance(0.2)
            ? Language.draw(dice)
            : parent.entry().language();
    boolean campaign = kind == EntryKind.CAMPAIGN;
    return new Entry(
        kind,
        parent == null ? id : parent.entry().campaign(),
        parent == null ? null : kind == EntryKind.AD_GROUP ? id : parent.id,
        dice.chance(0.1),
        language,
        AdCopy.headline(language, dice),
        AdCopy.description(language, dice),
        campaign ? List.of() : AdCopy.keywords(language, dice),
        campaign ? 0 : bid(),
        campaign ? 0 : quality(),
        updated(eventTime));
  }

  Entry edit(Entry old, Instant eventTime) {
    Language language = old.language();
    boolean campaign = old.kind() == EntryKind.CAMPAIGN;
    boolean reword = dice.chance(0.6);
    return new Entry(
        old.kind(),
        old.campaign(),
        old.adGroup(),
        old.paused(),
        language,
        dice.chance(0.3) ? AdCopy.headline(language, dice) : old.headline(),
        reword ? AdCopy.description(language, dice) : old.description(),
        campaign || reword ? old.keywords() : AdCopy.keywords(language, dice),
        campaign ? 0 : bid(),
        campaign ? 0 : quality(),
        updated(eventTime));
  }

  /** Pauses what runs, and starts what is paused. */
  Entry toggle(Entry old, Instant eventTime) {
    return new Entry(
        old.kind(),
        old.campaign(),
        old.adGroup(),
        !old.paused(),
        old.language(),
        old.headline(),
        old.description(),
        old.keywords(),
        old.bidMicros(),
        old.qualityPercent(),
        updated(eventTime));
  }

  private long bid() {
    return BID_STEP_MICROS * dice.between(1, MAX_BID_STEPS);
  }

  private int quality() {
    return dice.between(1, 100);
  }

  private Instant updated(Instant eventTime) {
    return eventTime.minusMillis(dice.below(MAX_MILLIS_BEFORE_FILING));
  }
}
