package io.tidemark.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts Tidemark commands as processes of their own, by the launcher script. */
record Commands(Path launcher, String heap, Path work) {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Starts a command; what it prints goes to {@code NAME.out} and {@code NAME.log}. */
  Process start(String name, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_OPTS", "-Xmx" + heap);
    return builder
        .redirectOutput(out(name).toFile())
        .redirectError(work.resolve(name + ".log").toFile())
        .start();
  }

  /**
   * Runs a command to its end.
   *
   * @return what it printed
   * @throws IOException when its exit code is not 0
   */
  String run(String name, List<String> arguments) throws IOException, InterruptedException {
    Process process = start(name, arguments);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("tidemark " + arguments.get(0) + " took longer than " + PATIENCE);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "tidemark "
              + arguments.get(0)
              + " ended with "
              + process.exitValue()
              + "; see "
              + work.resolve(name + ".log"));
    }
    return Files.readString(out(name), StandardCharsets.UTF_8);
  }

  private Path out(String name) {
    return work.resolve(name + ".out");
  }
}
