package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.whole;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class LayerWindowTest {

  @Test
  void the_millisecond_of_a_partition_covers_the_partition() {
    IntervalWindow window = millisecondBefore(END.toEpochMilli());

    LayerWindow covered = LayerWindow.of(window, List.of(whole("a").in(0).receipt()));

    assertThat(covered.name(), is("20260105T100000.000Z_20260105T101000.000Z"));
  }

  @Test
  void a_millisecond_of_late_objects_covers_itself() {
    IntervalWindow window = millisecondBefore(END.toEpochMilli() + 3);

    LayerWindow covered = LayerWindow.of(window, List.of(whole("a").in(0).receipt()));

    assertThat(covered.name(), is("20260105T101000.002Z_20260105T101000.003Z"));
  }

  private static IntervalWindow millisecondBefore(long end) {
    return new IntervalWindow(new Instant(end - 1), Duration.millis(1));
  }
}
