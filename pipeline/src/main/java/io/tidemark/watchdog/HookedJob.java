package io.tidemark.watchdog;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A job somewhere else, which commands start, ask for and end. They are run by {@code sh -c}, with
 * the arguments of the run as {@code "$@"}, and are told of the index and of the run that was seen
 * last by {@code TIDEMARK_OUTPUT} and {@code TIDEMARK_RUN}. What they print goes to standard error.
 */
final class HookedJob implements Job {
  private final Hooks hooks;
  private final List<String> arguments;
  private final String output;
  private final Supplier<String> run;
  private final Duration patience;

  /**
   * A job that has not been asked for yet.
   *
   * @param arguments of the run: {@code run --input=...}
   * @param output URI of the index
   * @param run id of the run seen last; empty when none was
   * @param patience how long a command may take
   */
  HookedJob(
      Hooks hooks, List<String> arguments, String output, Supplier<String> run, Duration patience) {
    this.hooks = hooks;
    this.arguments = List.copyOf(arguments);
    this.output = output;
    this.run = run;
    this.patience = patience;
  }

  @Override
  public Optional<Boolean> find() throws IOException {
    return switch (state().life()) {
      case LIVES -> Optional.of(true);
      case ENDED, GONE -> Optional.empty();
      case UNKNOWN -> throw new IOException("'" + hooks.alive() + "' does not know");
    };
  }

  @Override
  public void start() throws IOException {
    require(hooks.start());
  }

  @Override
  public JobState state() {
    try {
      return switch (exitCode(hooks.alive(), Redirect.DISCARD)) {
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
    require(hooks.stop());
  }

  @Override
  public void kill() throws IOException {
    require(hooks.kill());
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

  private void require(String command) throws IOException {
    int code = exitCode(command, Redirect.INHERIT);
    if (code != 0) {
      throw new IOException("'" + command + "' ended with exit code " + code);
    }
  }

  private int exitCode(String command, Redirect output) throws IOException {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "exec 1>&2\n" + command, "tidemark"));
    shell.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(shell);
    builder.environment().put("TIDEMARK_OUTPUT", this.output);
    builder.environment().put("TIDEMARK_RUN", run.get());
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
    throw new IOException("'" + command + "' did not return within " + Ages.text(patience));
  }
}
