package io.tidemark.watchdog;

import io.tidemark.pipeline.RunId;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of this machine. It prints where the watchdog prints, and outlives it: the next
 * watchdog finds it by its process id and the time it was started, since ids are given away again,
 * or by the id of its run, which is among its arguments.
 */
final class ChildJob implements Job {
  /** Systems tell the start of a process by a clock that may be corrected in between. */
  private static final long SAME_START_MILLIS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(ChildJob.class);
  private static final File NOTHING = new File("/dev/null");

  private final List<String> command;
  private final Memory memory;
  private final StopRequests requests;
  private final Runnable ended;
  private @Nullable ProcessHandle handle;
  private @Nullable Process process; // Null of one that was found.
  private @Nullable ChildFile child; // As it is remembered.

  /**
   * A job that does not run yet.
   *
   * @param command that is run, with the id of the run as one more argument
   * @param memory of the process
   * @param requests ask it to stop through its output
   * @param ended is called when it ends, by any thread
   */
  ChildJob(List<String> command, Memory memory, StopRequests requests, Runnable ended) {
    this.command = List.copyOf(command);
    this.memory = memory;
    this.requests = requests;
    this.ended = ended;
  }

  @Override
  public Optional<Found> find() throws IOException {
    ChildFile known = memory.read().orElse(null);
    if (known == null) {
      return Optional.empty();
    }
    ProcessHandle living = living(known).orElse(null);
    if (living == null) {
      return Optional.empty();
    }
    child = known.as(living.pid(), started(living));
    watch(living, null);
    return Optional.of(new Found(known.run(), known.command().equals(hash()), known.asked()));
  }

  private static Optional<ProcessHandle> living(ChildFile known) {
    if (known.pid() != 0) {
      return ProcessHandle.of(known.pid())
          .filter(found -> Processes.lives(found) && sameStart(found, known));
    }
    String run = known.run(); // The watchdog died before it could write the process id.
    return run == null ? Optional.empty() : Processes.having(RunId.argument(run));
  }

  private static boolean sameStart(ProcessHandle living, ChildFile known) {
    return Math.abs(started(living) - known.started()) <= SAME_START_MILLIS;
  }

  private static long started(ProcessHandle living) {
    return living.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  @Override
  public String start() throws IOException {
    String run = RunId.fresh();
    ChildFile intent = ChildFile.intent(hash(), run);
    memory.write(intent);
    List<String> all = new ArrayList<>(command);
    all.add(RunId.argument(run));
    Process begun = new ProcessBuilder(all).inheritIO().redirectInput(NOTHING).start();
    watch(begun.toHandle(), begun);
    child = intent.as(begun.pid(), started(begun.toHandle()));
    try {
      memory.write(child);
    } catch (IOException e) {
      kill(); // Else another would be started beside it.
      throw e;
    }
    return run;
  }

  @Override
  public boolean takesId() {
    return true;
  }

  @Override
  public void ending() throws IOException {
    if (child != null) {
      child = child.ending();
      memory.write(child);
    }
  }

  private void watch(ProcessHandle living, @Nullable Process mine) {
    handle = living;
    process = mine;
    CompletableFuture<Void> unused = living.onExit().thenRun(ended);
  }

  private String hash() {
    byte[] joined = String.join("\0", command).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(joined).toString();
  }

  @Override
  public JobState state() {
    if (handle == null) {
      return JobState.GONE;
    }
    if (process != null) {
      return process.isAlive() ? JobState.LIVES : JobState.ended(process.exitValue());
    }
    return Processes.lives(handle) ? JobState.LIVES : JobState.GONE;
  }

  @Override
  public void stop() {
    if (handle != null) {
      handle.destroy();
    }
  }

  @Override
  public void stopSignalled(@Nullable String run) throws IOException {
    try {
      if (run != null) {
        requests.ask(run);
        return;
      }
    } catch (IOException e) {
      LOG.warn("{}. A signal has to do", e.getMessage());
    }
    stop();
  }

  @Override
  public void kill() {
    if (handle != null) {
      try (Stream<ProcessHandle> below = handle.descendants()) {
        below.toList().forEach(ProcessHandle::destroyForcibly);
      }
      handle.destroyForcibly();
    }
  }

  @Override
  public String name() {
    return handle == null ? "no process" : "process " + handle.pid();
  }
}
