package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HookedJobTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void job_goes_the_way_that_its_commands_go() throws IOException {
    Path job = folder.resolve("job");
    HookedJob hooked =
        job(
            new Hooks(
                "touch '" + job + "'",
                "echo asked >'" + job + "'",
                "rm '" + job + "'",
                exists(job)));

    Optional<Job.Found> before = hooked.find();
    String run = hooked.start();
    Optional<Job.Found> after = hooked.find();
    hooked.ending();
    Optional<Job.Found> left = job(new Hooks("", "", "", "true")).find();
    hooked.stop();
    String asked = Files.readString(job);
    hooked.kill();
    hooked.forget();
    Optional<Job.Found> another = job(new Hooks("", "", "", "true")).find();

    assertThat(before, equalTo(Optional.empty()));
    assertThat(after, equalTo(Optional.of(new Job.Found(run, true, false))));
    assertThat(left, equalTo(Optional.of(new Job.Found(run, true, true))));
    assertThat(another, equalTo(Optional.of(new Job.Found(run, true, false))));
    assertThat(asked, equalTo("asked\n"));
    assertThat(hooked.state(), equalTo(JobState.GONE));
  }

  private static String exists(Path file) {
    return "test -e '" + file + "'";
  }

  @Test
  void commands_are_told_arguments_output_and_run() throws IOException {
    Path told = folder.resolve("told");
    String tell = "printf '%s\\n' \"$@\" \"$TIDEMARK_OUTPUT\" \"$TIDEMARK_RUN\" >'" + told + "'";

    HookedJob job = job(new Hooks(tell, tell, "", ""));
    String run = job.start();
    List<String> start = Files.readAllLines(told);
    job.follow("run-5");
    job.stop();

    assertThat(start, contains("run", "--window=a b", "--runId=" + run, "s3://ads/index", run));
    assertThat(
        Files.readAllLines(told), contains("run", "--window=a b", "s3://ads/index", "run-5"));
    assertThat(
        job(new Hooks("", "", "", "true")).find(),
        equalTo(Optional.of(new Job.Found("run-5", true, false))));
  }

  @Test
  void other_exit_codes_mean_that_it_is_not_known() {
    HookedJob hooked = job(new Hooks("", "", "", "exit 7"));

    IOException failure = assertThrows(IOException.class, hooked::find);

    assertThat(hooked.state(), equalTo(JobState.UNKNOWN));
    assertThat(failure.getMessage(), equalTo("'exit 7' does not know"));
  }

  @Test
  void command_that_fails_is_named_with_its_exit_code() {
    HookedJob hooked = job(new Hooks("exit 3", "exit 4", "exit 5", "true"));

    assertThat(
        assertThrows(IOException.class, hooked::start).getMessage(),
        equalTo("'exit 3' ended with exit code 3"));
    assertThat(
        assertThrows(IOException.class, hooked::stop).getMessage(),
        equalTo("'exit 4' ended with exit code 4"));
    assertThat(
        assertThrows(IOException.class, hooked::kill).getMessage(),
        equalTo("'exit 5' ended with exit code 5"));
  }

  @Test
  void command_that_does_not_return_is_ended() {
    Hooks endless = new Hooks("", "tail -f /dev/null", "", "tail -f /dev/null");
    HookedJob hooked = job(endless, Duration.ofMillis(100));

    IOException failure = assertThrows(IOException.class, hooked::stop);

    assertThat(failure.getMessage(), containsString("did not return within 100ms"));
    assertThat(hooked.state(), equalTo(JobState.UNKNOWN));
  }

  @Test
  void start_that_does_not_return_may_have_submitted_the_job() throws IOException {
    Path job = folder.resolve("job");
    String late = "touch '" + job + "'; tail -f /dev/null";
    HookedJob hooked = job(new Hooks(late, "", "", exists(job)), Duration.ofSeconds(2));

    String run = hooked.start();

    assertThat(hooked.find(), equalTo(Optional.of(new Job.Found(run, true, false))));
  }

  private HookedJob job(Hooks hooks) {
    return job(hooks, LONG);
  }

  private HookedJob job(Hooks hooks, Duration patience) {
    List<String> arguments = List.of("run", "--window=a b");
    return new HookedJob(
        hooks, arguments, "s3://ads/index", Memory.in(folder.resolve("job.json")), patience);
  }
}
