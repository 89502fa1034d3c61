package io.tidemark.watchdog;

import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A watchdog over a run, from the options to its end. One of an output at a time on a machine. */
public final class Watch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration SLEPT = Duration.ofMinutes(1);

  private final WatchLock lock;
  private final Lookout lookout;
  private final StopRequests requests;
  private final WatchLoop loop;

  private Watch(WatchLock lock, Lookout lookout, StopRequests requests, WatchLoop loop) {
    this.lock = lock;
    this.lookout = lookout;
    this.requests = requests;
    this.loop = loop;
  }

  /**
   * Makes a watchdog that does nothing yet.
   *
   * @param run what to watch
   * @param settings how
   * @param hooks commands that start and end the run somewhere else; null for a child process
   * @param state folder for what has to outlive the watchdog
   * @param json takes what it tells, as JSON; null for the log alone
   * @throws IOException when the folder cannot be used, or another watchdog uses it
   */
  public static Watch open(
      WatchedRun run,
      WatchdogSettings settings,
      @Nullable Hooks hooks,
      Path state,
      @Nullable PrintWriter json)
      throws IOException {
    Path mine = Files.createDirectories(state.resolve(run.key()));
    Path lockFile = mine.resolve("lock");
    WatchLock lock = WatchLock.take(lockFile);
    if (lock == null) {
      throw new WatchedException(run.output(), WatchLock.holder(lockFile));
    }
    Semaphore bell = new Semaphore(0);
    Lookout lookout = new Lookout(() -> ObjectStores.open(run.output(), run.options()), LOOK);
    StopRequests requests =
        new StopRequests(() -> ObjectStores.open(run.output(), run.options()), Clock.systemUTC());
    Job job =
        hooks == null
            ? new ChildJob(
                LaunchCommand.of(run.arguments()),
                Memory.in(mine.resolve("child.json")),
                requests,
                bell::release)
            : new HookedJob(
                hooks,
                run.arguments(),
                run.output(),
                Memory.in(mine.resolve("job.json")),
                settings.limits().startWithin());
    Instant now = Clock.systemUTC().instant();
    Watchdog watchdog =
        new Watchdog(
            job,
            new Outlook(lookout, Work.of(run.plan()), settings),
            settings,
            new RestartPolicy(settings.restarts(), new Random(now.toEpochMilli())),
            new LogJournal(run.output(), json, Clock.systemUTC()));
    Duration slept = settings.every().multipliedBy(4);
    PatientClock clock =
        new PatientClock(now, System::nanoTime, slept.compareTo(SLEPT) > 0 ? slept : SLEPT);
    return new Watch(lock, lookout, requests, new WatchLoop(watchdog, clock, bell));
  }

  /**
   * Watches until the run is done, is given up, or {@link #stop} is called.
   *
   * @return an exit code: 0 when the run is done or was stopped, 1 when it is given up, 2 when it
   *     refused its options
   */
  public int run() throws InterruptedException {
    return loop.run();
  }

  /**
   * Stops the run, and waits for {@link #run} to return. Any other thread.
   *
   * @return what it returns
   */
  public int stop() throws InterruptedException {
    return loop.stop();
  }

  @Override
  public void close() throws IOException {
    requests.close();
    lookout.close();
    lock.close();
  }
}
