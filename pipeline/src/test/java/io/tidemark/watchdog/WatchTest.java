package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.tidemark.cli.Tidemark;
import io.tidemark.watchdog.FakeRun.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in processes of its own, which start a process in place of a run. */
final class WatchTest {
  @TempDir Path folder;
  private final List<Process> watchdogs = new ArrayList<>();
  private Path output;
  private Way way = Way.WORKS;
  private List<String> watching = List.of();

  @BeforeEach
  void makeOutput() throws IOException {
    output = Files.createDirectories(folder.resolve("index"));
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    for (Process watchdog : watchdogs) {
      watchdog.descendants().forEach(ProcessHandle::destroyForcibly);
      watchdog.destroyForcibly();
    }
    for (String pid : FakeRun.starts(output)) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void watchdog_that_is_killed_leaves_its_run_to_the_next_which_takes_it_over() throws Exception {
    Process first = watch("first");
    awaitTold("first", "\"verdict\":\"IDLE\"");
    first.destroyForcibly().waitFor();
    boolean left = lives(0);
    Process second = watch("second");
    awaitTold("second", "\"verdict\":\"IDLE\"");
    second.destroy();
    boolean ended = second.waitFor(2, TimeUnit.MINUTES);

    assertThat(left, equalTo(true));
    assertThat(told("second"), containsString("\"event\":\"take-over\""));
    assertThat(FakeRun.starts(output), hasSize(1));
    assertThat(ended, equalTo(true));
    assertThat(second.exitValue(), equalTo(0));
    assertThat(lives(0), equalTo(false));
    assertThat(Files.exists(output.resolve("stopped-by-marker")), equalTo(true));
    assertThat(Files.exists(output.resolve("stop")), equalTo(false)); // Cleared away.
  }

  @Test
  void run_whose_watchdog_was_killed_while_it_ended_it_is_followed_by_another() throws Exception {
    way = Way.DEAF;
    watching = List.of("--restartEvery=1s", "--stopWithin=10m");
    Process first = watch("first");
    awaitTold("first", "it ran for 1s");
    first.destroyForcibly().waitFor();
    way = Way.WORKS;
    watching = List.of("--stopWithin=1s");
    watch("second");
    RealWatch.await("another run", () -> FakeRun.starts(output).size() == 2);
    awaitTold("second", "\"verdict\":\"IDLE\"");

    assertThat(told("second"), containsString("a watchdog was ending it"));
    assertThat(lives(0), equalTo(false));
    assertThat(lives(1), equalTo(true));
  }

  @Test
  void run_with_other_options_takes_the_place_of_the_one_that_is_taken_over() throws Exception {
    Process first = watch("first");
    awaitTold("first", "\"verdict\":\"IDLE\"");
    first.destroyForcibly().waitFor();
    watch("second", "--shards=8");
    awaitTold("second", "\"verdict\":\"IDLE\"");

    assertThat(told("second"), containsString("it was started otherwise than it would be now"));
    assertThat(FakeRun.starts(output), hasSize(2));
    assertThat(lives(0), equalTo(false));
    assertThat(lives(1), equalTo(true));
  }

  @Test
  void second_watchdog_of_an_output_says_so_and_ends() throws Exception {
    watch("first");
    awaitTold("first", "\"verdict\":\"IDLE\"");
    Process second = watch("second");
    boolean ended = second.waitFor(2, TimeUnit.MINUTES);

    assertThat(ended, equalTo(true));
    assertThat(second.exitValue(), equalTo(1));
    assertThat(
        Files.readString(folder.resolve("second.err")),
        containsString("process " + watchdogs.get(0).pid() + " watches it"));
    assertThat(FakeRun.starts(output), hasSize(1));
  }

  @Test
  void wrong_usage_is_told_and_starts_nothing() throws Exception {
    assertThat(refused("watch", "--", "search", "x"), containsString("what to run after two"));
    assertThat(refused("watch", "--", "run", "--input=a"), containsString("--output is missing"));
    assertThat(
        refused(run("--startFrom=latest")), containsString("Cannot watch a run with --startFrom"));
    assertThat(refused(run("--runId=mine")), containsString("Cannot watch a run with --runId"));
    assertThat(
        refused(run("--until=now"), "--start=a", "--alive=b", "--kill=c"), // Submitted.
        containsString("cannot be told"));
    assertThat(refused(run(), "--start=a", "--kill=c"), containsString("go together"));
    assertThat(
        refused(run(), "--every=0s", "--heapPercent=101"),
        containsString("Cannot watch:\n  - --every must be more than zero\n  - --heapPercent=101"));
    assertThat(refused(run(), "--stallAfter=14s"), containsString("is less than 15s"));
    assertThat(refused(run(), "--every=soon"), containsString("'soon' is not a duration"));
    assertThat(FakeRun.starts(output), hasSize(0));
  }

  private static String refused(List<String> run, String... options) {
    List<String> arguments = new ArrayList<>(List.of("watch"));
    arguments.addAll(List.of(options));
    arguments.add("--");
    arguments.addAll(run);
    return refused(arguments.toArray(String[]::new));
  }

  private static String refused(String... arguments) {
    StringWriter err = new StringWriter();
    int code =
        Tidemark.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
    assertThat(err.toString(), code, equalTo(2));
    return err.toString();
  }

  private List<String> run(String... options) {
    List<String> run = new ArrayList<>(List.of("run"));
    run.add("--input=" + folder.resolve("input"));
    run.add("--output=" + output);
    run.add("--index=" + folder.resolve("index.yaml"));
    run.addAll(List.of(options));
    return run;
  }

  private Process watch(String name, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.add("-D" + LaunchCommand.LAUNCHER + "=" + launcher());
    command.addAll(List.of("-cp", RealWatch.classPath(), Tidemark.class.getName(), "watch"));
    command.addAll(List.of("--every=50ms", "--json", "--state=" + folder.resolve("state")));
    command.addAll(watching);
    command.add("--");
    command.addAll(run(options));
    Process watchdog =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .start();
    watchdogs.add(watchdog);
    return watchdog;
  }

  /** Starts the process that stands for a run. */
  private Path launcher() throws IOException {
    Path script = folder.resolve("launcher");
    String command =
        RealWatch.command(output, way).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Files.writeString(script, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    assertThat(script.toFile().setExecutable(true), equalTo(true));
    return script;
  }

  private void awaitTold(String name, String part) throws Exception {
    try {
      RealWatch.await(part, () -> told(name).contains(part));
    } catch (AssertionError e) {
      throw new AssertionError(Files.readString(folder.resolve(name + ".err")), e);
    }
  }

  private String told(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  private boolean lives(int start) throws IOException {
    long pid = Long.parseLong(FakeRun.starts(output).get(start));
    return ProcessHandle.of(pid)
        .map(found -> found.isAlive() && found.info().command().isPresent())
        .orElse(false);
  }
}
