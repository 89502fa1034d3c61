package io.tidemark.deltas;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.settings.IndexSettings;
import java.time.Duration;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.OnTimeBehavior;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.lucene.analysis.Analyzer;

/**
 * Turns batches of changes into posting deltas: one for each shard that a window of changes
 * touches, with the newest change of every document.
 *
 * <p>Input: bounded or unbounded, in any order, repeated or not. A batch is inverted when it
 * arrives; only the merge waits for the window. What crosses the shuffle is one delta a batch and
 * shard, not documents.
 *
 * <p>Output: keyed by shard, in fixed windows, stamped with the end of the window. Every pane holds
 * what came since the last one: deltas of a window and shard must be merged, never replaced. A pane
 * without data is not fired; on some runners a window has several panes all the same. Batches
 * behind the watermark, which the source does not emit but a restarted runner can bring about, are
 * taken for {@linkplain #withAllowedLateness the allowed lateness}.
 *
 * <p>No state outlives a window but what the grouping itself keeps. Failures: none of single
 * changes (see {@link Inverter}); a delta of more than 2 GB fails the bundle and says what to do.
 *
 * <p>Metrics, in the namespace {@code tidemark}: {@code deltas} emitted, {@code deltaBytes} of
 * them, {@code documentsSuperseded} by a newer change in the same window, {@code recordsRejected}
 * that cannot be indexed.
 */
public final class ComputePostingDeltas
    extends PTransform<PCollection<ChangeBatch>, PCollection<KV<Integer, PostingDelta>>> {
  /**
   * Windows that publish partition by partition: the objects of a partition share a millisecond.
   */
  public static final Duration PARTITION_WINDOW = Duration.ofMillis(1);

  /** How long behind the watermark a batch is still taken, unless told otherwise. */
  public static final Duration DEFAULT_ALLOWED_LATENESS = Duration.ofDays(1);

  private static final long serialVersionUID = 1L;

  private final IndexSettings settings;
  private final int shards;
  private final Duration window;
  private final Duration allowedLateness;
  private final SerializableFunction<String, Analyzer> analyzers;

  private ComputePostingDeltas(
      IndexSettings settings,
      int shards,
      Duration window,
      Duration allowedLateness,
      SerializableFunction<String, Analyzer> analyzers) {
    if (shards < 1) {
      throw new IllegalArgumentException("An index has at least one shard, not " + shards);
    }
    if (window.toMillis() < 1 || allowedLateness.isNegative()) {
      throw new IllegalArgumentException(
          "A window has at least 1 ms and the allowed lateness is not negative: "
              + window
              + ", "
              + allowedLateness);
    }
    this.settings = settings;
    this.shards = shards;
    this.window = window;
    this.allowedLateness = allowedLateness;
    this.analyzers = analyzers;
  }

  /**
   * The transform.
   *
   * @param settings of the index
   * @param shards of the index, at least 1
   * @param window in event time, from the epoch on; {@link #PARTITION_WINDOW} or longer
   * @param analyzers makes an analyzer of the name the settings give; each worker closes its own
   */
  public static ComputePostingDeltas of(
      IndexSettings settings,
      int shards,
      Duration window,
      SerializableFunction<String, Analyzer> analyzers) {
    return new ComputePostingDeltas(settings, shards, window, DEFAULT_ALLOWED_LATENESS, analyzers);
  }

  /**
   * Takes batches this long behind the watermark. Zero loses data on runners that move the
   * watermark in large steps. A window and shard that have fired cost the runner a timer and the
   * count of their panes, some 200 bytes, until then: a day is nothing for windows that hold a
   * partition each; for windows of seconds an hour is enough, as their watermark is the clock.
   */
  public ComputePostingDeltas withAllowedLateness(Duration lateness) {
    return new ComputePostingDeltas(settings, shards, window, lateness, analyzers);
  }

  @Override
  public PCollection<KV<Integer, PostingDelta>> expand(PCollection<ChangeBatch> batches) {
    KvCoder<Integer, PostingDelta> byShard = KvCoder.of(VarIntCoder.of(), PostingDeltaCoder.of());
    return batches
        .apply(
            "Window",
            Window.<ChangeBatch>into(FixedWindows.of(joda(window)))
                .triggering(DefaultTrigger.of())
                .withAllowedLateness(joda(allowedLateness))
                // Flink fires an empty second pane when the watermark passes a window and its
                // lateness in one step.
                .withOnTimeBehavior(OnTimeBehavior.FIRE_IF_NON_EMPTY)
                .discardingFiredPanes())
        .apply("Invert", ParDo.of(new InvertFn(settings, shards, analyzers)))
        .setCoder(byShard)
        .apply("ByShard", GroupByKey.create())
        .apply("Merge", ParDo.of(new MergeFn()))
        .setCoder(byShard);
  }

  private static org.joda.time.Duration joda(Duration duration) {
    return org.joda.time.Duration.millis(duration.toMillis());
  }
}
