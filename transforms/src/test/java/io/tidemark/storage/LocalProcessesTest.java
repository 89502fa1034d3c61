package io.tidemark.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessesTest {
  private static final int KEYS = 500;

  private final Path folder;

  LocalProcessesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void of_several_processes_exactly_one_creates_each_key() throws Exception {
    List<Process> racers = new ArrayList<>();
    List<BufferedReader> says = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      Process racer = start(name);
      racers.add(racer);
      says.add(racer.inputReader(StandardCharsets.UTF_8));
    }
    for (BufferedReader racer : says) {
      assertThat(racer.readLine(), is("ready"));
    }
    for (Process racer : racers) {
      racer.getOutputStream().close();
    }

    Map<Integer, Integer> wins = new TreeMap<>();
    for (BufferedReader racer : says) {
      racer.lines().forEach(key -> wins.merge(Integer.valueOf(key), 1, Integer::sum));
    }

    for (Process racer : racers) {
      assertThat(racer.waitFor(), is(0));
    }
    Map<Integer, Integer> oneEach = new TreeMap<>();
    for (int key = 0; key < KEYS; key++) {
      oneEach.put(key, 1);
    }
    assertThat(wins, is(oneEach));
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LocalRacer.class.getName(),
            folder.toString(),
            name,
            String.valueOf(KEYS))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
