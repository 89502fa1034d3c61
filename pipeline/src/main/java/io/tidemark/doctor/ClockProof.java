package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares the clock of this machine with that of the store, by when the store says it wrote an
 * object. Each write bounds the difference: the store's time lay in the second it tells, this
 * machine's between the start and the end of the call. Several writes bound it closer; what is told
 * is the least difference that fits them all.
 */
final class ClockProof {
  private static final String ABOUT = "clock";
  private static final String KEY = "clock/object";
  private static final int WRITES = 5;
  private static final Duration NOTICED = Duration.ofSeconds(1);
  private static final Duration ENDURED = Duration.ofSeconds(5);

  /** File systems stamp files by a clock that ticks a few hundred times a second. */
  private static final Duration TICK = Duration.ofMillis(20);

  private final Clock clock;
  private final Duration settle;
  private final Duration delay;

  /**
   * A comparison.
   *
   * @param settle as a run would have it: up to it, and up to five seconds, a difference is endured
   * @param delay watermark delay of the run
   */
  ClockProof(Clock clock, Duration settle, Duration delay) {
    this.clock = clock;
    this.settle = settle;
    this.delay = delay;
  }

  List<Finding> findings(ObjectStore store) throws StoreException {
    Duration least = Duration.ofDays(-36_500);
    Duration most = Duration.ofDays(36_500);
    for (int i = 0; i < WRITES; i++) {
      Instant before = clock.instant();
      store.put(KEY, Integer.toString(i).getBytes(StandardCharsets.UTF_8));
      Instant after = clock.instant();
      Optional<StoredObject> written = store.head(KEY);
      if (written.isEmpty()) {
        return List.of();
      }
      Instant told = written.get().lastModified();
      Duration grain = told.getNano() == 0 ? Duration.ofSeconds(1) : TICK;
      least = later(least, Duration.between(after, told));
      most = earlier(most, Duration.between(before, told.plus(grain)));
    }
    return List.of(judge(least, most));
  }

  /** The store's time less ours lies between the two. */
  private Finding judge(Duration least, Duration most) {
    if (least.compareTo(most) > 0) {
      return Finding.warning(
          ABOUT,
          "one of the clocks was set, or is going wrong, while they were compared",
          "Run the doctor again");
    }
    Duration behind = later(least, Duration.ZERO);
    Duration ahead = later(most.negated(), Duration.ZERO);
    Duration skew = later(behind, ahead);
    if (skew.compareTo(NOTICED) <= 0) {
      return Finding.ok(ABOUT, "within " + seconds(NOTICED) + " of the store's");
    }
    boolean fast = ahead.compareTo(behind) > 0;
    String told = fast ? ahead(skew) : behind(skew);
    String advice =
        "Set the clock by NTP, on every machine of the run"
            + (fast ? "; until then --watermarkDelay=" + whole(skew) + "s makes up for it" : "");
    boolean madeUp = fast && delay.compareTo(skew) >= 0;
    return skew.compareTo(later(settle, ENDURED)) > 0 && !madeUp
        ? Finding.fault(ABOUT, told, advice)
        : Finding.warning(ABOUT, told, advice);
  }

  private static String ahead(Duration skew) {
    return "this machine is "
        + seconds(skew)
        + " or more ahead of the store: partitions are taken for over that much too soon, and what"
        + " lands in them after that counts as late";
  }

  private static String behind(Duration skew) {
    return "this machine is "
        + seconds(skew)
        + " or more behind the store: partitions close, and are published, that much later than"
        + " they could unless a newer one is seen, and ages in `status` are wrong by it";
  }

  private static long whole(Duration duration) {
    return duration.toSeconds() + 1;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration earlier(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
