package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchedRunTest {

  @Test
  void outputs_have_the_same_key_however_they_are_written() {
    String key = key("index");

    assertThat(key("./index"), equalTo(key));
    assertThat(key(Path.of("index").toAbsolutePath() + "/"), equalTo(key));
    assertThat(key("other"), not(equalTo(key)));
    assertThat(key("s3://ads/index/"), equalTo(key("s3://ads/index")));
    assertThat(
        key("s3://ads/index", "--endpoint=http://127.0.0.1:9000"),
        not(equalTo(key("s3://ads/index"))));
  }

  private static String key(String output, String... options) {
    return run(output, options).key();
  }

  @Test
  void plan_of_the_run_tells_when_it_has_work() {
    WatchedRun arrivals =
        run("o", "--publish=arrival", "--period=5m", "--layout={yyyyMMddHHmm}", "--settle=3s");
    WatchedRun bounded = run("o", "--until=now", "--watermarkDelay=1m");

    assertThat(
        Work.of(arrivals.plan()),
        equalTo(new Work(false, true, Duration.ofMinutes(5), Duration.ofSeconds(3))));
    assertThat(
        Work.of(bounded.plan()),
        equalTo(new Work(true, false, Duration.ofMinutes(11), Duration.ofSeconds(2))));
  }

  @Test
  void repair_ends_by_itself_and_shows_no_heartbeat() {
    WatchedRun repair = run("o", "--repair");

    assertThat(repair.bounded(), equalTo(true));
    assertThat(Work.of(repair.plan()).bounded(), equalTo(true));
  }

  private static WatchedRun run(String output, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", "--input=in", "--index=index.yaml"));
    arguments.add("--output=" + output);
    arguments.addAll(List.of(options));
    return WatchedRun.of(arguments);
  }
}
