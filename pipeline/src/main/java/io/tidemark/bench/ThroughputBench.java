package io.tidemark.bench;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.read.ReadChanges;
import io.tidemark.changes.watch.WatchEnd;
import io.tidemark.changes.watch.WatchPartitions;
import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.pipeline.DeltaIndexRun;
import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.Engines;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
 * IndexWriter that gets the same records parsed already; and of the pipeline's own stages fed as
 * the IndexWriter is, without a runner. The three take turns.
 */
public final class ThroughputBench {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

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
   * @param pipeline the whole of each run: listing, reading, parsing, indexing, committing
   * @param stages of each run, what the pipeline does with parsed records, on one thread
   * @param plain of each run, what an IndexWriter does with them, on one thread
   */
  public record Result(
      long changes,
      long textBytes,
      List<Measurement> pipeline,
      List<Measurement> stages,
      List<Measurement> plain) {}

  /** Measures so many rounds of all three after one that warms up. */
  public Result run(int rounds, Consumer<String> tell) throws Exception {
    List<ChangeBatch> batches = parsed();
    List<DocumentChange> changes =
        batches.stream().flatMap(batch -> batch.changes().stream()).toList();
    Result result =
        new Result(
            changes.size(),
            textBytes(changes),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (int round = 0; round <= rounds; round++) {
      Measurement pipeline = inScratch(folder -> runPipeline(folder, changes.size()));
      Measurement stages = inScratch(folder -> new BareStages(settings).index(batches, folder));
      Measurement plain = inScratch(folder -> new PlainLucene(settings).index(changes, folder));
      tell.accept(
          String.format(
              Locale.ROOT,
              "%-8s run %s | stages alone %s | IndexWriter %s",
              round == 0 ? "warm-up" : "round " + round,
              pipeline,
              stages,
              plain));
      if (round > 0) {
        result.pipeline().add(pipeline);
        result.stages().add(stages);
        result.plain().add(plain);
      }
    }
    return result;
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

  /** Until all is committed; an endless run is stopped then, and its stopping is measured too. */
  private void runPipeline(Path folder, long changes) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.add("--output=" + folder);
    all.addAll(
        all.contains("--mode=streaming")
            ? List.of("--pollEvery=50ms", "--settle=50ms")
            : List.of("--until=now"));
    try (DeltaIndexRun run = DeltaIndexRun.start(OptionParser.parse(all), Clock.systemUTC())) {
      run.await(
          LOOK_EVERY,
          progress -> {
            if (progress.documents() == changes) {
              stop(run);
            }
          });
    }
  }

  private static void stop(DeltaIndexRun run) {
    try {
      run.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ChangeBatch> parsed() throws IOException {
    Collected.BATCHES.clear();
    TidemarkOptions options = OptionParser.parse(arguments);
    try (EngineSession session = Engines.of(options).open(options, RunKind.BATCH)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline
          .apply(WatchPartitions.of(watch.withEnd(WatchEnd.NOW)))
          .apply(ReadChanges.from(watch.input(), settings))
          .apply(ParDo.of(new Collected()));
      session.run(pipeline).waitUntilFinish();
    }
    List<ChangeBatch> batches =
        Collected.BATCHES.stream()
            .filter(batch -> batch.piece() != null)
            .sorted(Comparator.comparing(ThroughputBench::place))
            .toList();
    Collected.BATCHES.clear();
    return batches;
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
