package io.tidemark.runners.spark.splittable;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.util.construction.PTransformMatchers;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import org.apache.beam.sdk.util.construction.SplittableParDoNaiveBounded;

/**
 * Makes a pipeline with splittable DoFns one that the classic Spark runner can stream.
 *
 * <p>The runner refuses every splittable DoFn in a streaming pipeline. This replaces, in the
 * pipeline as the user wrote it:
 *
 * <ul>
 *   <li>each one that is unbounded per element, and whose input is a {@code Create} or an {@code
 *       Impulse}, by an unbounded source that calls the DoFn; see {@code docs/spark-streaming.md};
 *   <li>each one that is bounded per element, whatever its input, by Beam's own plain ParDo for
 *       them, which runs a restriction to its end in one go and sleeps through resume delays.
 * </ul>
 *
 * Sources ({@code Read}) are left to the runner.
 */
public final class SplittableDoFns {
  private SplittableDoFns() {}

  /** The same with {@link CallLimits#DEFAULT}. */
  public static void adapt(Pipeline pipeline) {
    adapt(pipeline, CallLimits.DEFAULT);
  }

  /**
   * Replaces the splittable DoFns of a pipeline in place. To be called once, after the pipeline is
   * built and before it is run, and only for the Spark runner. Does nothing to a pipeline that will
   * run as a batch: its options do not say streaming and all its collections are bounded.
   *
   * <p>A splittable DoFn that is unbounded per element but whose output was marked bounded becomes
   * unbounded again, and all that depends on it: no pipeline is half a stream.
   *
   * @throws IllegalArgumentException if a splittable DoFn cannot be replaced: it is unbounded and
   *     has another input, side inputs or a bundle finalizer. Names all there are, and says what to
   *     do
   */
  public static void adapt(Pipeline pipeline, CallLimits limits) {
    SplittableParDos found = SplittableParDos.in(pipeline);
    if (!found.streaming()) {
      return;
    }
    if (!found.problems().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot stream this pipeline on Spark:\n  " + String.join("\n  ", found.problems()));
    }
    pipeline.replaceAll(
        List.of(
            PTransformOverride.of(found::isSeeded, new SplittableOverride(found::seedsOf, limits)),
            PTransformOverride.of(found::isBounded, new SplittableParDo.OverrideFactory<>()),
            PTransformOverride.of(
                PTransformMatchers.urnEqualTo(PTransformTranslation.SPLITTABLE_PROCESS_KEYED_URN),
                new SplittableParDoNaiveBounded.OverrideFactory<>())));
    Unbounded.spread(pipeline);
  }
}
