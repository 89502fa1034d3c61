package io.tidemark.watchdog;

import io.tidemark.pipeline.RunId;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job somewhere else, which commands start, ask for and end. They are run by {@code sh -c}, with
 * the arguments of the run as {@code "$@"}, for a start with the id it is to take, and are told of
 * the index and of the run by {@code TIDEMARK_OUTPUT} and {@code TIDEMARK_RUN}. What they print
 * goes to standard error.
 */
final class HookedJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(HookedJob.class);

  private final Hooks hooks;
  private final List<String> arguments;
  private final String output;
  private final Memory memory;
  private final Duration patience;
  private @Nullable ChildFile job; // As it is remembered.

  /**
   * A job that has not been asked for yet.
   *
   * @param arguments of the run: {@code run --input=...}
   * @param output URI of the index
   * @param memory of its run
   * @param patience how long a command may take
   */
  HookedJob(Hooks hooks, List<String> arguments, String output, Memory memory, Duration patience) {
    this.hooks = hooks;
    this.arguments = List.copyOf(arguments);
    this.output = output;
    this.memory = memory;
    this.patience = patience;
  }

  @Override
  public Optional<Found> find() throws IOException {
    if (job == null) {
      job = memory.read().orElse(null);
    }
    ChildFile known = job;
    return switch (state().life()) {
      case LIVES -> Optional.of(new Found(run(), true, known != null && known.asked()));
      case ENDED, GONE -> Optional.empty();
      case UNKNOWN -> throw new IOException("'" + hooks.alive() + "' does not know");
    };
  }

  private @Nullable String run() {
    return job == null ? null : job.run();
  }

  @Override
  public String start() throws IOException {
    String run = RunId.fresh();
    remember(ChildFile.intent("", run));
    List<String> told = new ArrayList<>(arguments);
    told.add(RunId.argument(run));
    try {
      require(hooks.start(), told);
    } catch (Unanswered e) {
      LOG.warn("{}. Whether it has submitted the job, --alive tells", e.getMessage());
    }
    return run;
  }

  private void remember(ChildFile known) throws IOException {
    job = known;
    memory.write(known);
  }

  @Override
  public boolean takesId() {
    return false;
  }

  @Override
  public void follow(String run) {
    if (!run.equals(run())) {
      remembered(ChildFile.intent("", run));
    }
  }

  private void remembered(ChildFile known) {
    try {
      remember(known);
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  @Override
  public void ending() throws IOException {
    remember((job == null ? ChildFile.intent("", null) : job).ending());
  }

  /** Another that is submitted by hand is none that a watchdog has asked to end. */
  @Override
  public void forget() {
    ChildFile ended = job;
    if (ended != null && ended.asked()) {
      remembered(ChildFile.intent("", ended.run()));
    }
  }

  @Override
  public JobState state() {
    try {
      return switch (exitCode(hooks.alive(), arguments, Redirect.DISCARD)) {
        case 0 -> JobState.LIVES;
        case 1 -> JobState.GONE;
        default -> JobState.UNKNOWN;
      };
    } catch (IOException e) {
      return JobState.UNKNOWN;
    }
  }

  @Override
  public void stop() throws IOException {
    require(hooks.stop(), arguments);
  }

  @Override
  public void kill() throws IOException {
    require(hooks.kill(), arguments);
  }

  /** The engine of a job that nobody waits for runs on with nothing to do. */
  @Override
  public boolean endsByItself() {
    return false;
  }

  @Override
  public String name() {
    return "the job of '" + hooks.start() + "'";
  }

  private void require(String command, List<String> told) throws IOException {
    int code = exitCode(command, told, Redirect.INHERIT);
    if (code != 0) {
      throw new IOException("'" + command + "' ended with exit code " + code);
    }
  }

  private int exitCode(String command, List<String> told, Redirect output) throws IOException {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "exec 1>&2\n" + command, "tidemark"));
    shell.addAll(told);
    ProcessBuilder builder = new ProcessBuilder(shell);
    builder.environment().put("TIDEMARK_OUTPUT", this.output);
    builder.environment().put("TIDEMARK_RUN", Objects.requireNonNullElse(run(), ""));
    Process process = builder.redirectOutput(output).redirectError(output).start();
    process.getOutputStream().close();
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<ProcessHandle> below = process.descendants()) {
      below.toList().forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
    throw new Unanswered("'" + command + "' did not return within " + Ages.text(patience));
  }

  /** A command did not return in time: what it did is not known. */
  private static final class Unanswered extends IOException {
    private static final long serialVersionUID = 1L;

    Unanswered(String message) {
      super(message);
    }
  }
}
