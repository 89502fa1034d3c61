package io.tidemark.acceptance;

import io.tidemark.acceptance.StoreDoor.Fate;
import io.tidemark.acceptance.StoreDoor.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * When a process is killed: at the n-th request of a kind, or at some time.
 *
 * @param place what the process is doing
 * @param nth request of that kind; 0 when the time decides
 * @param fate of that request
 * @param after so long: since the start of the process, or since its first commit
 */
record KillPoint(Place place, int nth, Fate fate, Duration after) {
  /** What a process may be doing. */
  enum Place {
    /** Whatever it does in its first seconds. */
    STARTING("", "", 0),
    /** Whatever it does after its first commit. */
    WORKING("", "", 0),
    LISTING("GET", "/input", 8),
    READING("GET", "/input/dt", 8),
    SHARD("PUT", "/output/shards/", 6),
    REJECTS("PUT", "/output/rejects/", 2),
    LAYER("PUT", "/output/layers/", 2),
    SNAPSHOT("PUT", "/output/snapshots/", 2),
    LATEST("PUT", "/output/latest.json", 2);

    private final String method;
    private final String part;
    private final int most;

    Place(String method, String part, int most) {
      this.method = method;
      this.part = part;
      this.most = most;
    }

    boolean of(Request request) {
      return request.method().equals(method)
          && (this == LISTING
              ? request.query().contains("prefix=" + part.substring(1))
              : request.path().contains(part));
    }
  }

  /** One of each kind that matters, in an order that is drawn. */
  static Deque<KillPoint> deck(Random random) {
    List<KillPoint> deck = new ArrayList<>();
    deck.add(atSomeTime(Place.STARTING, Duration.ofMillis(random.nextInt(5_000))));
    deck.add(atSomeTime(Place.WORKING, Duration.ofMillis(random.nextInt(1_500))));
    deck.add(at(Place.LISTING, Fate.NEVER_ARRIVES, random));
    deck.add(at(Place.READING, Fate.NEVER_ARRIVES, random));
    deck.add(at(Place.REJECTS, anyFate(random), random));
    for (Place place : List.of(Place.SHARD, Place.LAYER, Place.SNAPSHOT, Place.LATEST)) {
      for (Fate fate : List.of(Fate.NEVER_ARRIVES, Fate.LOSES_ITS_ANSWER, Fate.COMES_LATE)) {
        deck.add(at(place, fate, random));
      }
    }
    Collections.shuffle(deck, random);
    return new ArrayDeque<>(deck);
  }

  private static KillPoint atSomeTime(Place place, Duration after) {
    return new KillPoint(place, 0, Fate.PASSES, after);
  }

  private static KillPoint at(Place place, Fate fate, Random random) {
    return new KillPoint(place, 1 + few(place.most, random), fate, Duration.ZERO);
  }

  /** Small numbers more often. */
  private static int few(int most, Random random) {
    return Math.min(random.nextInt(most), random.nextInt(most));
  }

  private static Fate anyFate(Random random) {
    Fate[] fates = Fate.values();
    return fates[1 + random.nextInt(fates.length - 1)];
  }

  /** The same at the first request of its kind. */
  KillPoint sooner() {
    return onRequest() ? new KillPoint(place, 1, fate, after) : this;
  }

  /** What it is about, whenever it comes. */
  String kind() {
    String where = place.name().toLowerCase(Locale.ROOT);
    String what = fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return onRequest() ? where + " " + what : where;
  }

  /** Whether a request decides, and not the time. */
  boolean onRequest() {
    return nth > 0;
  }

  @Override
  public String toString() {
    return kind()
        + (onRequest() ? ", the " + nth + ". one" : ", after " + after.toMillis() + " ms");
  }
}
