package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildJobTest {
  private static final List<String> ENDLESS = List.of("tail", "-f", "/dev/null");

  @TempDir Path folder;

  @Test
  void child_is_found_again_by_a_job_that_did_not_start_it() throws Exception {
    CountDownLatch ended = new CountDownLatch(2);
    ChildJob first = job(ENDLESS, ended);
    ChildJob next = job(ENDLESS, ended);
    Optional<Boolean> before = next.find();
    first.start();

    Optional<Boolean> after = next.find();
    JobState living = next.state();
    first.kill();
    boolean told = ended.await(1, TimeUnit.MINUTES);

    assertThat(before, equalTo(Optional.empty()));
    assertThat(after, equalTo(Optional.of(true)));
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
    first.start();

    Optional<Boolean> found = job(List.of("tail", "-f"), new CountDownLatch(1)).find();
    first.kill();

    assertThat(found, equalTo(Optional.of(false)));
  }

  @Test
  void process_that_was_given_the_same_id_later_is_not_the_child() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().orElseThrow().toEpochMilli();
    new ChildFile(self.pid(), started - 60_000, "command").write(folder.resolve("child.json"));

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

  private long pid() throws IOException {
    return ChildFile.read(folder.resolve("child.json")).orElseThrow().pid();
  }

  private ChildJob job(List<String> command, CountDownLatch ended) {
    return new ChildJob(
        command, folder.resolve("child.json"), RealWatch.requests(folder), ended::countDown);
  }
}
