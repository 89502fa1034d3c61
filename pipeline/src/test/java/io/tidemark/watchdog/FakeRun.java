package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import io.tidemark.pipeline.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that gives signs of life as a run does, and fails in the ways that runs do. */
public final class FakeRun {
  /** How it behaves. */
  enum Way {
    /** Gives signs of life, and ends when it is asked to. */
    WORKS,
    /** Gives one, then none. */
    HANGS,
    /** Gives one, and ends with exit code 1. */
    DIES,
    /** Works, and does not end when it is asked to. */
    DEAF,
    /** Works, and holds more after each collection. */
    GROWS,
    /** Ends with exit code 2. */
    REFUSES,
    /** Ends with exit code 0. */
    ENDS
  }

  private static final int PERCENT = 100;
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final Way way;
  private final Path output;
  private final String run;

  private FakeRun(Way way, Path output, String run) {
    this.way = way;
    this.output = output;
    this.run = run;
  }

  /**
   * Takes a folder for its output, how to behave, what else there may be, and the id of the run.
   */
  public static void main(String[] args) throws Exception {
    Path output = Path.of(args[0]);
    Files.writeString(
        output.resolve("starts"),
        ProcessHandle.current().pid() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    String last = args[args.length - 1];
    String run = last.substring(RunId.argument("").length());
    new FakeRun(Way.valueOf(args[1].toUpperCase(Locale.ROOT)), output, run).go();
  }

  /** Process ids of those that were started with an output. */
  static List<String> starts(Path output) throws IOException {
    Path starts = output.resolve("starts");
    return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
  }

  /** Whether it is asked to stop by a marker in its output. */
  private static boolean asked(Path output, String run) {
    return Files.exists(output.resolve("stop").resolve(run + ".json"));
  }

  private void go() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::asked));
    switch (way) {
      case REFUSES -> Runtime.getRuntime().halt(2);
      case ENDS -> Runtime.getRuntime().halt(0);
      case DIES -> {
        beat(Beat.of(1));
        Runtime.getRuntime().halt(1);
      }
      case HANGS -> {
        beat(Beat.of(1));
        NEVER.await();
      }
      case WORKS, DEAF, GROWS -> {
        for (int poll = 1; !NEVER.await(20, TimeUnit.MILLISECONDS); poll++) {
          if (way != Way.DEAF && asked(output, run)) {
            Files.writeString(output.resolve("stopped-by-marker"), run);
            Runtime.getRuntime().halt(0);
          }
          beat(way == Way.GROWS ? Beat.of(poll).heap(poll, PERCENT) : Beat.of(poll));
        }
      }
    }
  }

  /** A signal to end does not reach one that hangs, or does not listen. */
  private void asked() {
    if (way == Way.HANGS || way == Way.DEAF) {
      try {
        NEVER.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private void beat(Beat beat) throws IOException {
    Path next = output.resolve("heartbeat.next");
    Files.write(next, beat.run(run).make().json());
    Files.move(
        next,
        output.resolve(Heartbeat.KEY),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
