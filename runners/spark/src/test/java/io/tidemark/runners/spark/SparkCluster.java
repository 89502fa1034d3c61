package io.tidemark.runners.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code runners/spark-cluster} starts. */
final class SparkCluster implements AutoCloseable {
  private static final String MEMORY = "600m";

  private final Path state;
  private final List<Process> started = new ArrayList<>();

  private SparkCluster(Path state) {
    this.state = state;
  }

  static SparkCluster start(Path state, int workers) throws Exception {
    Files.createDirectories(state);
    SparkCluster cluster = new SparkCluster(state);
    try {
      cluster.await(cluster.script("start", List.of("start", Integer.toString(workers))));
    } catch (IOException | InterruptedException | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  /** Starts a driver with a Tidemark command. */
  Process submit(List<String> command) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("submit"));
    arguments.addAll(command);
    return script("driver", arguments);
  }

  /** What the driver said, for a test that failed. */
  String driverLog() throws IOException {
    return Files.readString(state.resolve("driver.out"));
  }

  /**
   * Kills a worker and what it has started, as {@code kill -9} does.
   *
   * @return how many processes that were
   */
  int killWorker(int number) throws IOException {
    String pid = Files.readString(state.resolve("worker-" + number + ".pid")).trim();
    ProcessHandle worker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    try (Stream<ProcessHandle> executors = worker.descendants()) {
      List<ProcessHandle> all = new ArrayList<>(List.of(worker));
      all.addAll(executors.toList());
      all.forEach(ProcessHandle::destroyForcibly);
      return all.size();
    }
  }

  @Override
  public void close() throws Exception {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    await(script("stop", List.of("stop")));
  }

  private Process script(String name, List<String> arguments) throws IOException {
    Path script = Path.of("").toAbsolutePath().resolveSibling("spark-cluster");
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLUSTER_STATE", state.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_WORKER_CORES", "1");
    builder.environment().put("SPARK_WORKER_MEMORY", MEMORY);
    builder.environment().put("SUBMIT_OPTS", "--conf spark.executor.memory=" + MEMORY);
    builder.redirectErrorStream(true).redirectOutput(state.resolve(name + ".out").toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private void await(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new AssertionError("spark-cluster failed: " + said());
    }
  }

  private String said() throws IOException {
    StringBuilder said = new StringBuilder();
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(out|log)")).toList()) {
        said.append("\n-- ").append(file.getFileName()).append('\n').append(Files.readString(file));
      }
    }
    return said.toString();
  }
}
