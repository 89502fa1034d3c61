package io.tidemark.bench;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.read.ReadChanges;
import io.tidemark.changes.watch.WatchEnd;
import io.tidemark.changes.watch.WatchPartitions;
import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.lucene.util.IOUtils;

/**
 * Documents a second of a bounded run, from files in a store to a committed index, beside a plain
 * IndexWriter that gets the same records parsed already. The two take turns.
 */
public final class ThroughputBench {
  private final List<String> arguments;
  private final WatchSettings watch;
  private final IndexSettings settings;

  private ThroughputBench(List<String> arguments, WatchSettings watch, IndexSettings settings) {
    this.arguments = arguments;
    this.watch = watch;
    this.settings = settings;
  }

  /**
   * Prepares to measure.
   *
   * @param arguments of {@code tidemark run}, without {@code --output} and {@code --until}
   */
  public static ThroughputBench of(List<String> arguments) throws IOException {
    List<String> complete = new ArrayList<>(arguments);
    complete.add("--output=bench"); // Each run gets a folder of its own; this one is not used.
    RunPlan plan = RunPlan.of(OptionParser.parse(complete));
    return new ThroughputBench(
        arguments, plan.watch(), plan.settings(OptionParser.parse(arguments)));
  }

  /**
   * What was measured.
   *
   * @param changes records read
   * @param textBytes of their text and keyword values, in UTF-8
   * @param pipeline of each run
   * @param plain of each run
   */
  public record Result(
      long changes, long textBytes, List<Measurement> pipeline, List<Measurement> plain) {}

  /** Measures so many pairs after one that warms up. */
  public Result run(int pairs, Consumer<String> tell) throws Exception {
    List<DocumentChange> changes = parsed();
    List<Measurement> pipeline = new ArrayList<>();
    List<Measurement> plain = new ArrayList<>();
    for (int pair = 0; pair <= pairs; pair++) {
      Measurement ours = inScratch(this::runPipeline);
      Measurement theirs = inScratch(folder -> new PlainLucene(settings).index(changes, folder));
      tell.accept(
          String.format(
              Locale.ROOT,
              "%s pipeline %.2f s (cpu %.2f s), IndexWriter %.2f s (cpu %.2f s)",
              pair == 0 ? "warm-up:" : "pair " + pair + ":",
              ours.wallSeconds(),
              ours.cpuSeconds(),
              theirs.wallSeconds(),
              theirs.cpuSeconds()));
      if (pair > 0) {
        pipeline.add(ours);
        plain.add(theirs);
      }
    }
    return new Result(changes.size(), textBytes(changes), pipeline, plain);
  }

  private static long textBytes(List<DocumentChange> changes) {
    long bytes = 0;
    for (DocumentChange change : changes) {
      for (FieldValue value : change.values()) {
        if (value instanceof FieldValue.Text text) {
          bytes += text.text().getBytes(StandardCharsets.UTF_8).length;
        }
      }
    }
    return bytes;
  }

  /** Work in a folder of its own. */
  private interface InFolder {
    void run(Path folder) throws Exception;
  }

  private static Measurement inScratch(InFolder work) throws Exception {
    Path folder = Files.createTempDirectory("tidemark-bench-");
    try {
      return Measurement.of(() -> work.run(folder));
    } finally {
      IOUtils.rm(folder);
    }
  }

  private void runPipeline(Path folder) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.add("--output=" + folder);
    all.add("--until=now");
    DeltaIndexRun.start(OptionParser.parse(all), Clock.systemUTC()).await(progress -> {});
  }

  private List<DocumentChange> parsed() {
    Collected.BATCHES.clear();
    TidemarkOptions options = OptionParser.parse(arguments);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(WatchPartitions.of(watch.withEnd(WatchEnd.NOW)))
        .apply(ReadChanges.from(watch.input(), settings))
        .apply(ParDo.of(new Collected()));
    pipeline.run().waitUntilFinish();
    List<DocumentChange> changes = new ArrayList<>();
    Collected.BATCHES.stream()
        .filter(batch -> batch.piece() != null)
        .sorted(Comparator.comparing(ThroughputBench::place))
        .forEach(batch -> changes.addAll(batch.changes()));
    Collected.BATCHES.clear();
    return changes;
  }

  private static String place(ChangeBatch batch) {
    var piece = batch.piece();
    return piece == null
        ? ""
        : String.format(
            Locale.ROOT, "%s %08d %08d", piece.object().key(), piece.split(), piece.piece());
  }

  /** Gathers what the pipeline read, in this process. */
  private static final class Collected extends DoFn<ChangeBatch, Void> {
    private static final long serialVersionUID = 1L;
    private static final Queue<ChangeBatch> BATCHES = new ConcurrentLinkedQueue<>();

    @ProcessElement
    public void process(@Element ChangeBatch batch) {
      BATCHES.add(batch);
    }
  }
}
