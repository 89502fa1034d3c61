package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Drives the reader of a splittable DoFn step by step, in place of Spark and of the threads: calls
 * are made when the test says so.
 */
final class ByHand {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  final HandClock clock;
  private final SplittableSource<Long, String, String> source;
  private final Queue<Runnable> calls = new ArrayDeque<>();
  private SplittableReader<Long, String, String> reader;

  private ByHand(
      HandClock clock, DoFn<Long, String> fn, int outputs, Duration time, List<Long> seeds)
      throws IOException {
    this.clock = clock;
    Coder<String> coder = StringUtf8Coder.of();
    Outputs<String> main = new Outputs<>(List.of(new TupleTag<>("main")), List.of(coder), coder);
    CallLimits limits = new CallLimits(outputs, time, clock);
    this.source =
        new SplittableSource<>(
            Splittable.of(fn, VarLongCoder.of(), main, limits, CoderRegistry.createDefault()),
            seeds);
    this.reader = source.reader(OPTIONS, null, calls::add);
  }

  /** Calls that may take 1,000 outputs or 200 ms. */
  static ByHand of(DoFn<Long, String> fn, Long... seeds) throws IOException {
    return of(new HandClock(), fn, 1_000, seeds);
  }

  static ByHand of(HandClock clock, DoFn<Long, String> fn, int outputs, Long... seeds)
      throws IOException {
    return new ByHand(clock, fn, outputs, Duration.ofMillis(200), List.of(seeds));
  }

  SplittableReader<Long, String, String> reader() {
    return reader;
  }

  /** Makes the calls that were asked for; how many there were. */
  int call() {
    int made = 0;
    for (Runnable next = calls.poll(); next != null; next = calls.poll()) {
      next.run();
      made++;
    }
    return made;
  }

  /** Takes all that is there without another call. */
  List<String> read() throws IOException {
    List<String> read = new ArrayList<>();
    while (reader.advance()) {
      read.add(reader.getCurrent());
    }
    return read;
  }

  /** One call, and what came of it. */
  List<String> callAndRead() throws IOException {
    call();
    return read();
  }

  Instant watermark() {
    return reader.getWatermark();
  }

  /** The mark as Spark keeps it. */
  byte[] mark() throws IOException {
    return CoderUtils.encodeToByteArray(
        source.getCheckpointMarkCoder(), reader.getCheckpointMark());
  }

  /** Goes on with a new reader, made before the old one is closed, as Spark does. */
  void restart(byte[] mark) throws IOException {
    SplittableReader<Long, String, String> old = reader;
    reader =
        source.reader(
            OPTIONS,
            CoderUtils.decodeFromByteArray(source.getCheckpointMarkCoder(), mark),
            calls::add);
    old.close();
  }

  /** Goes on with the same reader, from a mark; all that Spark does is to decode it. */
  void repeat(byte[] mark) throws IOException {
    CoderUtils.decodeFromByteArray(source.getCheckpointMarkCoder(), mark);
  }

  /** The same as a restart on another machine, which knows nothing of calls under way. */
  void restartElsewhere(byte[] mark) throws IOException {
    Workers.retireAll();
    call();
    restart(mark);
  }
}
