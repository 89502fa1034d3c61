package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LaunchCommandTest {
  private static final List<String> RUN = List.of("run", "--input=a b");

  @Test
  void launcher_starts_what_it_can() {
    assertThat(
        LaunchCommand.of(RUN, "/opt/tidemark", List.of("-Xmx64m")),
        contains("/opt/tidemark", "run", "--input=a b"));
  }

  @Test
  void without_a_launcher_the_same_java_starts_the_same_jar_with_the_same_options() {
    List<String> command =
        LaunchCommand.of(RUN, null, List.of("-Xmx1g", "-agentlib:jdwp=server=y", "-Dx=y"));

    assertThat(command.get(0), endsWith("/java"));
    assertThat(
        command.subList(1, command.size()),
        equalTo(
            List.of(
                "-Xmx1g",
                "-Dx=y",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tidemark.cli.Tidemark",
                "run",
                "--input=a b")));
  }
}
