package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is found is the newest whole version there is, after few looks. */
class FallBackProperties {
  private static final int MOST_LOOKS = 27;

  /** What there is of each version: nothing, a damaged snapshot, one with a damaged file, all. */
  private enum State {
    GONE,
    DAMAGED,
    SHARED,
    WHOLE
  }

  @Property(tries = 500)
  void newest_whole_version_is_found(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10_000) int broken) throws IOException {
    Random random = new Random(seed);
    int oldest = 1 + random.nextInt(broken);
    int shared = 1 + random.nextInt(broken + 1);
    State[] states = new State[broken];
    for (int v = oldest; v < broken; v++) {
      states[v] = v < shared ? State.WHOLE : State.SHARED;
    }
    int spoiled = random.nextInt(90);
    for (int i = 0; i < spoiled && oldest < broken; i++) {
      // Where a search passes by, half of the time.
      int near = 1 + random.nextInt(random.nextBoolean() ? broken - oldest : 20);
      states[Math.max(oldest, broken - near)] = random.nextBoolean() ? State.GONE : State.DAMAGED;
    }

    AtomicInteger looks = new AtomicInteger();
    Optional<Long> found =
        new FallBack<>(
                version -> {
                  looks.incrementAndGet();
                  return look(states[(int) version], version);
                },
                damage -> {})
            .before(broken, oldest);

    assertThat(found, is(newestWhole(states, oldest)));
    assertThat(looks.get(), is(lessThan(MOST_LOOKS + 1 + 100)));
  }

  private static Optional<Long> newestWhole(State[] states, int oldest) {
    for (int v = states.length - 1; v >= oldest; v--) {
      if (states[v] == State.WHOLE) {
        return Optional.of((long) v);
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> look(State state, long version) throws IOException {
    return switch (state) {
      case GONE -> Optional.empty();
      case WHOLE -> Optional.of(version);
      case DAMAGED ->
          throw new DamagedFileException(
              "snapshot", "test:", SnapshotLog.key(version), "it is damaged", "", null);
      case SHARED ->
          throw new DamagedFileException(
              "layer", "test:", "layers/x.json", "it is damaged", "", null);
    };
  }
}
