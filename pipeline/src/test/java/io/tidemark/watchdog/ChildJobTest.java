package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildJobTest {
  private static final List<String> ENDLESS = List.of("tail", "-f", "/dev/null", "--");

  @TempDir Path folder;

  @Test
  void child_is_found_again_by_a_job_that_did_not_start_it() throws Exception {
    CountDownLatch ended = new CountDownLatch(2);
    ChildJob first = job(ENDLESS, ended);
    ChildJob next = job(ENDLESS, ended);
    Optional<Job.Found> before = next.find();
    String run = first.start();

    Optional<Job.Found> after = next.find();
    JobState living = next.state();
    first.kill();
    boolean told = ended.await(1, TimeUnit.MINUTES);

    assertThat(before, equalTo(Optional.empty()));
    assertThat(after, equalTo(Optional.of(new Job.Found(run, true, false))));
    assertThat(living, equalTo(JobState.LIVES));
    assertThat(told, equalTo(true));
    RealWatch.await("its end", () -> first.state().over() && next.state().over());
    assertThat(next.state(), equalTo(JobState.GONE));
    assertThat(first.state(), equalTo(JobState.ended(137)));
    assertThat(next.find(), equalTo(Optional.empty()));
  }

  @Test
  void child_of_another_command_is_told_from_one_of_this() throws IOException {
    ChildJob first = job(ENDLESS, new CountDownLatch(1));
    String run = first.start();

    Optional<Job.Found> found = job(List.of("tail", "-f"), new CountDownLatch(1)).find();
    first.kill();

    assertThat(found, equalTo(Optional.of(new Job.Found(run, false, false))));
  }

  @Test
  void process_that_was_given_the_same_id_later_is_not_the_child() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().orElseThrow().toEpochMilli();
    new ChildFile(self.pid(), started - 60_000, "command", null, false)
        .write(folder.resolve("child.json"));

    assertThat(job(ENDLESS, new CountDownLatch(1)).find(), equalTo(Optional.empty()));
  }

  @Test
  void process_that_is_below_the_child_is_killed_with_it() throws Exception {
    ChildJob job = job(List.of("sh", "-c", "tail -f /dev/null; true"), new CountDownLatch(1));
    job.start();
    ProcessHandle child = ProcessHandle.of(pid()).orElseThrow();
    RealWatch.await("the process below", () -> child.children().count() == 1);
    ProcessHandle below = child.children().findFirst().orElseThrow();

    job.kill();

    RealWatch.await("the end", () -> below.info().command().isEmpty());
    assertThat(below.pid(), greaterThan(0L));
  }

  @Test
  void child_whose_process_id_could_not_be_written_any_more_is_found_by_its_run() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    ChildJob first = job(ENDLESS, ended);
    String run = first.start();
    long pid = pid();
    ChildFile.intent(remembered().command(), run).write(file());

    ChildJob next = job(ENDLESS, ended);
    Optional<Job.Found> found = next.find();
    next.ending();
    Optional<Job.Found> later = job(ENDLESS, ended).find();
    next.kill();

    assertThat(found, equalTo(Optional.of(new Job.Found(run, true, false))));
    assertThat(later, equalTo(Optional.of(new Job.Found(run, true, true))));
    assertThat(remembered().pid(), equalTo(pid));
    RealWatch.await("its end", () -> first.state().over());
  }

  @Test
  void child_that_was_never_started_though_it_was_to_be_is_not_found() throws IOException {
    ChildFile.intent("command", "run-that-never-was").write(file());

    assertThat(job(ENDLESS, new CountDownLatch(1)).find(), equalTo(Optional.empty()));
  }

  @Test
  void child_that_cannot_be_remembered_is_not_started() throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    Path started = folder.resolve("started");
    List<String> touch = List.of("touch", started.toString(), "--");
    ChildJob job = job(touch, state.resolve("gone").resolve("child.json"), new CountDownLatch(1));

    IOException refused = assertThrows(IOException.class, job::start);

    assertThat(refused.getMessage(), startsWith("cannot write " + state));
    assertThat(refused.getMessage(), containsString("choose another folder with --state"));
    assertThat(job.state(), equalTo(JobState.GONE));
    assertThat(Files.exists(started), equalTo(false));
  }

  @Test
  void child_that_cannot_be_remembered_once_it_runs_is_killed() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Memory full =
        new Memory() {
          @Override
          public Optional<ChildFile> read() {
            return Optional.empty();
          }

          @Override
          public void write(ChildFile known) throws IOException {
            if (known.pid() != 0) {
              throw new IOException("no space left");
            }
          }
        };
    ChildJob job = new ChildJob(ENDLESS, full, RealWatch.requests(folder), ended::countDown);

    IOException refused = assertThrows(IOException.class, job::start);
    boolean told = ended.await(1, TimeUnit.MINUTES);

    assertThat(refused.getMessage(), equalTo("no space left"));
    assertThat(told, equalTo(true));
    assertThat(job.state(), equalTo(JobState.ended(137)));
  }

  @Test
  void file_that_was_cut_short_is_passed_over() throws IOException {
    Files.writeString(file(), "{\"pid\":12");

    assertThat(job(ENDLESS, new CountDownLatch(1)).find(), equalTo(Optional.empty()));
  }

  private long pid() throws IOException {
    return remembered().pid();
  }

  private ChildFile remembered() throws IOException {
    return ChildFile.read(file()).orElseThrow();
  }

  private Path file() {
    return folder.resolve("child.json");
  }

  private ChildJob job(List<String> command, CountDownLatch ended) {
    return job(command, file(), ended);
  }

  private ChildJob job(List<String> command, Path file, CountDownLatch ended) {
    return new ChildJob(command, Memory.in(file), RealWatch.requests(folder), ended::countDown);
  }
}
