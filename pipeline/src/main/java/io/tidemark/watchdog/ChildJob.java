package io.tidemark.watchdog;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
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
 * watchdog finds it by its process id and the time it was started, since ids are given away again.
 */
final class ChildJob implements Job {
  /** Systems tell the start of a process by a clock that may be corrected in between. */
  private static final long SAME_START_MILLIS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(ChildJob.class);
  private static final File NOTHING = new File("/dev/null");

  private final List<String> command;
  private final Path file;
  private final StopRequests requests;
  private final Runnable ended;
  private @Nullable ProcessHandle handle;
  private @Nullable Process process; // Null of one that was found.

  /**
   * A job that does not run yet.
   *
   * @param command that is run
   * @param file remembers the process
   * @param requests ask it to stop through its output
   * @param ended is called when it ends, by any thread
   */
  ChildJob(List<String> command, Path file, StopRequests requests, Runnable ended) {
    this.command = List.copyOf(command);
    this.file = file;
    this.requests = requests;
    this.ended = ended;
  }

  @Override
  public Optional<Boolean> find() throws IOException {
    Optional<ChildFile> known = ChildFile.read(file);
    Optional<ProcessHandle> found =
        known
            .flatMap(child -> ProcessHandle.of(child.pid()))
            .filter(living -> lives(living) && sameStart(living, known.get()));
    found.ifPresent(living -> watch(living, null));
    return found.map(living -> known.get().command().equals(hash()));
  }

  private static boolean sameStart(ProcessHandle living, ChildFile known) {
    return Math.abs(started(living) - known.started()) <= SAME_START_MILLIS;
  }

  private static long started(ProcessHandle living) {
    return living.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  @Override
  public void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO().redirectInput(NOTHING);
    Process begun = builder.start();
    watch(begun.toHandle(), begun);
    new ChildFile(begun.pid(), started(begun.toHandle()), hash()).write(file);
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
    return lives(handle) ? JobState.LIVES : JobState.GONE;
  }

  /** One that ended, and whose parent does not ask how, still has an id, but no program. */
  private static boolean lives(ProcessHandle found) {
    boolean told = ProcessHandle.current().info().command().isPresent();
    return found.isAlive() && (!told || found.info().command().isPresent());
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
