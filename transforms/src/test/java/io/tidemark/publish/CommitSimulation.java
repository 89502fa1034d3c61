package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.watch.ObjectVersion;
import io.tidemark.changes.watch.ScriptedWatch;
import io.tidemark.changes.watch.WatchSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs that watch one input and commit to one log, through a runner that cuts, delays, repeats and
 * loses panes as it likes. Runs die, with panes on their way that may still arrive, and start again
 * from the log.
 */
final class CommitSimulation extends Simulation {
  private final Run[] runs;
  long indexed;
  private boolean restarted;

  /** One run: what it watches, what is on its way, and what its closings promise. */
  private static final class Run {
    final ScriptedWatch watch;
    final List<Layer> underWay = new ArrayList<>();
    final List<Promise> promises = new ArrayList<>();
    final TreeSet<ObjectVersion> found = new TreeSet<>();

    Run(ScriptedWatch watch) {
      this.watch = watch;
    }
  }

  /** Once the watermark is there, these are committed. */
  private record Promise(Instant watermark, List<ObjectVersion> versions) {}

  CommitSimulation(WatchSettings settings, int runs, Random random) {
    super(settings, random);
    this.runs = new Run[runs];
    for (int i = 0; i < runs; i++) {
      this.runs[i] = start();
    }
  }

  private Run start() {
    return new Run(start(settings));
  }

  /** Writes a file into one of the first six partitions, or overwrites one. */
  void write(String etag) {
    Instant partition = FIRST.plusSeconds(600L * random.nextInt(6));
    input.put(LAYOUT.prefix(partition) + random.nextInt(3), etag);
  }

  /** A poll, an arrival, an arrival once more, or a death. */
  @Override
  void step() throws IOException {
    int run = random.nextInt(runs.length);
    int event = random.nextInt(20);
    if (event < 6) {
      poll(runs[run], Duration.ofSeconds(random.nextInt(400)));
    } else if (event < 17) {
      arrive(runs[run].underWay);
    } else if (event < 18) {
      arriveLate();
    } else if (event < 19) {
      arriveAgain();
    } else if (random.nextInt(3) == 0) {
      leave(runs[run].underWay);
      runs[run] = start();
      restarted = true;
    }
  }

  @Override
  void finish() throws IOException {
    for (int quiet = 0; quiet < 20; quiet++) {
      for (Run run : runs) {
        poll(run, Duration.ofMinutes(10));
        arriveAll(run.underWay);
      }
    }
    arriveAllLate();
  }

  private void poll(Run run, Duration later) throws IOException {
    now = now.plus(later);
    List<Discovery> discoveries = run.watch.poll(now);
    for (Discovery discovery : discoveries) {
      if (discovery instanceof InputObject object) {
        run.found.add(new ObjectVersion(object.key(), object.etag()));
      } else {
        run.promises.add(promise((PartitionClosed) discovery, run.found));
      }
    }
    run.underWay.addAll(Deliveries.apart(discoveries, 1 + random.nextInt(4), random));
  }

  private static Promise promise(PartitionClosed closed, Set<ObjectVersion> found) {
    return new Promise(
        closed.watermark(),
        found.stream().filter(version -> !end(version).isAfter(closed.watermark())).toList());
  }

  @Override
  void apply(Layer layer) throws IOException {
    Instant before = progress.watermark();
    // Forgets nothing at once, to see what is committed.
    ProgressUpdate.of(progress, layer, Duration.ofDays(1)).progress().objects().forEach(this::see);
    ProgressUpdate update = ProgressUpdate.of(progress, layer, settings.late().lateness());
    progress = update.progress();
    indexed += update.indexed().size();
    assertThat(before != null && progress.watermark().isBefore(before), is(false));
    if (runs.length == 1 && !restarted) {
      runs[0].promises.stream()
          .filter(promise -> reached(promise.watermark()))
          .forEach(promise -> assertThat(promise.versions(), everyItem(is(in(committed)))));
    }
  }

  private void see(String key, Progress.CommittedObject object) {
    object.versions().forEach(etag -> committed.add(new ObjectVersion(key, etag)));
  }

  /** Versions that a restart would not find any more, or find closed. */
  List<ObjectVersion> passed() throws IOException {
    return input.versions().stream().filter(version -> reached(end(version))).toList();
  }

  /** Closings that wait and that no run that lives follows. */
  List<Closing> leftByDeadRuns() {
    return restarted
        ? progress.waiting().stream().filter(closing -> reached(closing.watermark())).toList()
        : List.of();
  }

  private boolean reached(Instant instant) {
    @Nullable Instant watermark = progress.watermark();
    return watermark != null && !watermark.isBefore(instant);
  }
}
