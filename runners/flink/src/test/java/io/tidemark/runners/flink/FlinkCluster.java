package io.tidemark.runners.flink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code runners/flink-cluster} starts. */
final class FlinkCluster implements AutoCloseable {
  private static final Pattern REST = Pattern.compile("http://\\S+");

  private final Path state;
  private final HttpClient http = HttpClient.newHttpClient();
  private String rest = "";

  private FlinkCluster(Path state) {
    this.state = state;
  }

  static FlinkCluster start(Path state, int workers) throws Exception {
    Files.createDirectories(state);
    FlinkCluster cluster = new FlinkCluster(state);
    try {
      Matcher address = REST.matcher(cluster.run("", "start", Integer.toString(workers)));
      if (!address.find()) {
        throw new AssertionError("No address in " + cluster.said());
      }
      cluster.rest = address.group();
    } catch (IOException | InterruptedException | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  /**
   * Submits a Tidemark command with Flink's own client, and waits for the client's end.
   *
   * @param options of {@code flink run}
   * @return what the client printed
   */
  String submit(String options, List<String> command) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("submit"));
    arguments.addAll(command);
    return run(options, arguments.toArray(String[]::new));
  }

  /** Runs another command of Flink's client. */
  String flink(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("flink"));
    all.addAll(List.of(arguments));
    return run("", all.toArray(String[]::new));
  }

  /** Asks the REST interface. */
  String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(rest + path)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Kills a worker as {@code kill -9} does. */
  void killWorker(int number) throws IOException {
    String pid = Files.readString(state.resolve("taskmanager-" + number + ".pid")).trim();
    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
  }

  @Override
  public void close() throws Exception {
    run("", "stop");
  }

  private String run(String options, String... arguments) throws IOException, InterruptedException {
    Path script = Path.of("").toAbsolutePath().resolveSibling("flink-cluster");
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLUSTER_STATE", state.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("FLINK_HEAP", "512");
    builder.environment().put("SUBMIT_OPTS", options);
    Path out = state.resolve(arguments[0] + ".out");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!process.waitFor(4, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("flink-cluster failed: " + command + said());
    }
    return Files.readString(out);
  }

  private String said() throws IOException {
    StringBuilder said = new StringBuilder();
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(out|log)")).toList()) {
        said.append("\n-- ").append(file.getFileName()).append('\n').append(Files.readString(file));
      }
    }
    return said.toString();
  }
}
