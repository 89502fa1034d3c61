package io.tidemark.runners.spark.splittable;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Interrupts a reader wherever it can be, and goes on from the last mark. */
class InterruptionTest {
  private static final long SEED = 12;

  /** What Spark and the machine may do next. */
  enum Act {
    ADVANCE,
    CALL,
    WAIT,
    /** A batch ends well: its mark is kept, its elements are final. */
    COMMIT,
    /** A new reader in the same JVM, from the last mark; elements since then do not count. */
    RESTART,
    /** The same on another machine. */
    MOVE,
    /** The same with the reader that there is: Spark keeps it, and only decodes the mark. */
    REPEAT
  }

  @Property(tries = 400)
  void outputs_are_complete_once_and_never_behind_the_watermark(
      @ForAll @Size(max = 120) List<Act> acts,
      @ForAll @IntRange(min = 1, max = 5) int round,
      @ForAll @IntRange(min = 1, max = 4) int outputs,
      @ForAll @IntRange(min = 0, max = 3) int delay)
      throws IOException {
    Run run = new Run(round, outputs, delay);

    for (Act act : acts) {
      run.go(act);
    }
    run.finish();

    assertThat(run.came, is(LongStream.range(0, SEED).mapToObj(i -> SEED + ":" + i).toList()));
  }

  @Test
  void interruption_after_each_single_step_changes_nothing() throws IOException {
    List<Act> steps = List.of(Act.ADVANCE, Act.CALL, Act.ADVANCE, Act.WAIT);
    for (Act interruption : List.of(Act.RESTART, Act.MOVE, Act.REPEAT)) {
      for (int at = 0; at < 60; at++) {
        Run run = new Run(3, 2, 1);
        for (int i = 0; i < at; i++) {
          run.go(steps.get(i % steps.size()));
        }
        run.go(Act.COMMIT);
        run.go(interruption);
        run.finish();

        assertThat(
            interruption + " after " + at,
            run.came,
            is(LongStream.range(0, SEED).mapToObj(i -> SEED + ":" + i).toList()));
      }
    }
  }

  /** A run of a counting DoFn, and what a runner has of it. */
  private static final class Run {
    final List<String> came = new ArrayList<>();
    private final ByHand hand;
    private byte[] mark;
    private int kept;
    private Instant watermark = BoundedWindow.TIMESTAMP_MIN_VALUE;
    private Instant finalWatermark = BoundedWindow.TIMESTAMP_MIN_VALUE;

    Run(int round, int outputs, int delay) throws IOException {
      hand =
          ByHand.of(
              new HandClock(),
              new CountingFn(round, org.joda.time.Duration.millis(delay)),
              outputs,
              SEED);
      mark = hand.mark();
    }

    void go(Act act) throws IOException {
      switch (act) {
        case ADVANCE -> advance();
        case CALL -> hand.call();
        case WAIT -> hand.clock.advance(Duration.ofMillis(1));
        case COMMIT -> {
          mark = hand.mark();
          kept = came.size();
          finalWatermark = watermark;
        }
        case RESTART -> {
          hand.restart(mark);
          rollBack();
        }
        case MOVE -> {
          hand.restartElsewhere(mark);
          rollBack();
        }
        case REPEAT -> {
          hand.repeat(mark);
          rollBack();
          advance();
        }
      }
      check();
    }

    void finish() throws IOException {
      for (int i = 0; i < 200 && !watermark.equals(BoundedWindow.TIMESTAMP_MAX_VALUE); i++) {
        go(Act.ADVANCE);
        go(Act.CALL);
        go(Act.WAIT);
      }
      assertThat(watermark, is(BoundedWindow.TIMESTAMP_MAX_VALUE));
      assertThat(hand.reader().advance(), is(false));
    }

    private void advance() throws IOException {
      if (hand.reader().advance()) {
        came.add(hand.reader().getCurrent());
        assertThat(watermark, lessThanOrEqualTo(hand.reader().getCurrentTimestamp()));
      }
    }

    private void rollBack() {
      came.subList(kept, came.size()).clear();
      watermark = finalWatermark;
    }

    private void check() {
      assertThat(watermark, lessThanOrEqualTo(hand.watermark()));
      watermark = hand.watermark();
      if (came.size() < SEED) {
        assertThat(watermark, lessThanOrEqualTo(CountingFn.at(came.size())));
      }
    }
  }
}
