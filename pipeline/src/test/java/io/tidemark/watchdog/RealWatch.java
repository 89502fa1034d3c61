package io.tidemark.watchdog;

import io.tidemark.storage.ObjectStores;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A real watchdog, with short thresholds, over a real process in its own thread. */
final class RealWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration NEVER = Duration.ofDays(1);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ChildJob job;
  private final Lookout lookout;
  private final WatchLoop loop;
  private final FutureTask<Integer> result;

  private RealWatch(Path output, FakeRun.Way way, WatchdogSettings settings) {
    Semaphore bell = new Semaphore(0);
    job =
        new ChildJob(
            command(output, way),
            Memory.in(output.resolve("child.json")),
            requests(output),
            bell::release);
    lookout =
        new Lookout(
            () -> ObjectStores.open(output.toString(), PipelineOptionsFactory.create()),
            Duration.ofSeconds(10));
    Watchdog watchdog =
        new Watchdog(
            job,
            new Outlook(lookout, Scene.ENDLESS, settings),
            settings,
            new RestartPolicy(settings.restarts(), new Random(1)),
            new LogJournal("here", new PrintWriter(lines(), true), Clock.systemUTC()));
    loop =
        new WatchLoop(
            watchdog, new PatientClock(Scene.START, System::nanoTime, Duration.ofMinutes(1)), bell);
    result = new FutureTask<>(loop::run);
  }

  /** Starts to watch a process that behaves in a way. */
  static RealWatch start(Path output, FakeRun.Way way, WatchdogSettings settings) {
    RealWatch watch = new RealWatch(output, way, settings);
    Thread thread = new Thread(watch.result, "watchdog");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** Looks every 20 ms; three restarts. */
  static WatchdogSettings settings(
      Duration stopWithin, Duration stallAfter, Duration restartEvery, int heapPercent) {
    return new WatchdogSettings(
        new Limits(Duration.ofMinutes(1), stallAfter, NEVER, stopWithin, Duration.ZERO),
        new RestartBudget(3, NEVER, Duration.ofMillis(10), Duration.ofMillis(40)),
        Duration.ofMillis(20),
        restartEvery,
        heapPercent,
        3);
  }

  static StopRequests requests(Path output) {
    return new StopRequests(
        () -> ObjectStores.open(output.toString(), PipelineOptionsFactory.create()),
        Clock.systemUTC());
  }

  static List<String> command(Path output, FakeRun.Way way) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-Xmx64m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath(),
        FakeRun.class.getName(),
        output.toString(),
        way.name().toLowerCase(Locale.ROOT));
  }

  static String classPath() {
    String own = System.getProperty("java.class.path");
    return System.getProperty("surefire.test.class.path", own);
  }

  private Writer lines() {
    return new Writer() {
      private final StringBuilder line = new StringBuilder();

      @Override
      public void write(char[] text, int offset, int length) {
        line.append(text, offset, length);
      }

      @Override
      public void flush() {
        if (!line.isEmpty()) {
          told.add(line.toString().strip());
          line.setLength(0);
        }
      }

      @Override
      public void close() {
        flush();
      }
    };
  }

  /** How often something was told of which the JSON contains a text. */
  long told(String part) {
    return told.stream().filter(line -> line.contains(part)).count();
  }

  List<String> told() {
    return new ArrayList<>(told);
  }

  /** Waits for something that is not known by a latch. */
  static void await(String what, Callable<Boolean> done) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long start = System.nanoTime();
    while (!done.call()) {
      if (never.await(20, TimeUnit.MILLISECONDS)
          || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("Waited in vain for " + what);
      }
    }
  }

  /** Waits for the end of the watchdog. */
  int exitCode() throws Exception {
    return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  int stop() throws InterruptedException {
    return loop.stop();
  }

  @Override
  public void close() throws Exception {
    if (!result.isDone()) {
      loop.stop();
    }
    job.kill();
    lookout.close();
  }
}
