package io.tidemark.watchdog;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a command of Tidemark is started in a process of its own: as this one was, by the launcher
 * that started it, or else by the same JVM with the same options.
 */
final class LaunchCommand {
  /** Set by the launcher: where it is. */
  static final String LAUNCHER = "tidemark.launcher";

  private static final String MAIN = "io.tidemark.cli.Tidemark";

  /** What two JVMs cannot have at once. */
  private static final List<String> NOT_SHARED =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-Dcom.sun.management.jmxremote.port");

  private LaunchCommand() {}

  /** Starts a command of Tidemark with these arguments, the command itself first. */
  static List<String> of(List<String> arguments) {
    return of(
        arguments,
        System.getProperty(LAUNCHER),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  static List<String> of(List<String> arguments, @Nullable String launcher, List<String> jvm) {
    List<String> command = new ArrayList<>();
    if (launcher != null) {
      command.add(launcher);
    } else {
      command.add(java());
      jvm.stream().filter(o -> NOT_SHARED.stream().noneMatch(o::startsWith)).forEach(command::add);
      command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), MAIN));
    }
    command.addAll(arguments);
    return command;
  }

  private static String java() {
    return ProcessHandle.current()
        .info()
        .command()
        .orElseGet(
            () -> String.join(File.separator, System.getProperty("java.home", ""), "bin", "java"));
  }
}
