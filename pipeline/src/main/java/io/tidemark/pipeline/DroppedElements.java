package io.tidemark.pipeline;

import java.util.Locale;
import java.util.OptionalLong;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a runner threw away because it held it for late. The source emits nothing late, so there is
 * never any unless a watermark ran ahead; and then nothing is lost for good, since an object counts
 * as committed only when all of it is: the next run takes it again. It must not go unnoticed,
 * though, and Beam only counts it.
 */
final class DroppedElements {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedElements.class);

  private DroppedElements() {}

  /** How many elements a pipeline dropped so far; empty when its runner does not tell. */
  static OptionalLong in(PipelineResult result) {
    try {
      long dropped = 0;
      for (MetricResult<Long> counter : result.metrics().allMetrics().getCounters()) {
        if (countsDrops(counter.getName().getName())) {
          dropped += counter.getAttempted();
        }
      }
      return OptionalLong.of(dropped);
    } catch (RuntimeException unavailable) {
      LOG.debug("The runner does not tell what it dropped", unavailable);
      return OptionalLong.empty();
    }
  }

  /** The names of runners-core, which write the same word in more than one way. */
  private static boolean countsDrops(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    return word.equals("droppedduetolateness")
        || word.equals("droppedduetoclosedwindow")
        || word.equals("statefulpardodropped");
  }
}
