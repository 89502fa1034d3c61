package io.tidemark.watchdog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes of this machine. */
final class Processes {
  private Processes() {}

  /**
   * The process that has an argument; of one below the other, the upper. Those of other users may
   * not be seen.
   */
  static Optional<ProcessHandle> having(String argument) {
    Set<ProcessHandle> found =
        ProcessHandle.allProcesses()
            .filter(process -> Processes.lives(process) && has(process, argument))
            .collect(Collectors.toSet());
    return found.stream()
        .filter(process -> process.parent().filter(found::contains).isEmpty())
        .findFirst();
  }

  private static boolean has(ProcessHandle process, String argument) {
    try {
      // The JDK cuts long command lines, and a class path is long.
      byte[] line = Files.readAllBytes(Path.of("/proc", process.pid() + "", "cmdline"));
      String words = new String(line, StandardCharsets.UTF_8);
      return Arrays.asList(words.split("\0", -1)).contains(argument);
    } catch (IOException e) {
      String[] words = process.info().arguments().orElse(new String[0]);
      return Arrays.asList(words).contains(argument);
    }
  }

  /** One that ended, and whose parent does not ask how, still has an id, but no program. */
  static boolean lives(ProcessHandle found) {
    boolean told = ProcessHandle.current().info().command().isPresent();
    return found.isAlive() && (!told || found.info().command().isPresent());
  }
}
