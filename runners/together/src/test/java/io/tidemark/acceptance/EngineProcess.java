package io.tidemark.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A run of the pipeline in a process of its own, started as people start it. */
final class EngineProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path log;

  private EngineProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code runners/tidemark run}.
   *
   * @param options of the run
   * @param log takes what it prints
   */
  static EngineProcess start(List<String> options, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(RunnerSuite.inRepository("runners/tidemark").toString());
    command.add("run");
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put(
            "JAVA_OPTS",
            // None lives long enough for a second compiler to pay.
            "-Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dspark.ui.enabled=false -Dspark.driver.host=127.0.0.1"
                + " -Dspark.driver.bindAddress=127.0.0.1 -Djava.io.tmpdir="
                + Files.createDirectories(log.resolveSibling("tmp"))); // The killed clear nothing.
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new EngineProcess(builder.start(), log);
  }

  /**
   * Waits until something is so, which this process works on.
   *
   * @param growth tells how far it got when it is given up
   */
  void await(String what, Growth growth, Callable<Boolean> done) throws Exception {
    long start = System.nanoTime();
    while (!done.call()) {
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      if (ended && done.call()) {
        return; // It was killed at the moment waited for.
      }
      if (ended || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "Waited for %s, but the process %s. The index: %s. The process told:%n%s",
                what,
                ended ? "ended with " + process.exitValue() : "works on and on",
                growth,
                told()));
      }
    }
  }

  /** Whether it ended by itself. */
  boolean ended() {
    return !process.isAlive();
  }

  /** Waits until it has done its work and ended. */
  void awaitEnd() throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "The process %s. It told:%n%s",
              ended ? "ended with " + process.exitValue() : "does not end",
              told()));
    }
  }

  /** What it printed so far. */
  String told() throws IOException {
    return Files.readString(log);
  }

  /** Waits, for chance to decide where the process is then; less when it ends. */
  void goOn(Duration time) throws InterruptedException {
    process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks it to stop, as {@code kill} does: it commits what it has found, and has done its work. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The process does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
