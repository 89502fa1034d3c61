package io.tidemark.watchdog;

import static io.tidemark.watchdog.Scene.ENDLESS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

final class JudgeLifeTest {
  private static final Head HEAD = Heads.of(7, 40);
  private static final Look DARK = Look.unreadable("no route to host");

  @Test
  void run_gets_time_to_give_its_first_sign_of_life() {
    Scene scene = Scene.started(ENDLESS, Beat.of(99).run("run-0"), HEAD);

    assertThat(verdict(scene.at(59, null, HEAD)), equalTo("WORKING: started, no heartbeat yet"));
    assertThat(
        verdict(scene.at(60, null, HEAD)),
        equalTo("STALLED!: no heartbeat for 1m 0s since the start"));
  }

  @Test
  void last_words_of_the_run_before_are_not_those_of_this_one() {
    Scene scene = Scene.started(ENDLESS, Beat.of(99).run("run-0"), HEAD);

    Judgement late = scene.at(50, Beat.of(100).run("run-0").stopping(), HEAD);
    Judgement silent = scene.at(60, Beat.of(100).run("run-0").stopping(), HEAD);

    assertThat(verdict(late), equalTo("WORKING: started, no heartbeat yet"));
    assertThat(silent.verdict(), equalTo(Verdict.STALLED));
  }

  @Test
  void heartbeat_that_is_there_when_a_job_is_taken_over_may_be_long_dead() {
    Scene scene = Scene.takenOver(ENDLESS);

    scene.at(0, Beat.of(5), HEAD);
    Judgement unchanged = scene.at(60, Beat.of(5), HEAD);
    Judgement changed = scene.at(61, Beat.of(6), HEAD);

    assertThat(verdict(unchanged), equalTo("STALLED!: no heartbeat for 1m 0s since the start"));
    assertThat(changed.verdict(), equalTo(Verdict.IDLE));
  }

  @Test
  void process_that_ended_is_dead_at_once() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);

    Judgement ended = scene.at(1, JobState.ended(137), Look.of(null, HEAD));

    assertThat(verdict(ended), equalTo("DEAD!: it ended with exit code 137"));
  }

  @Test
  void job_that_was_submitted_gets_time_to_appear_and_none_to_go_away() {
    Scene late = Scene.started(ENDLESS, null, HEAD);
    Scene gone = Scene.started(ENDLESS, null, HEAD);
    Look nothing = Look.of(null, HEAD);

    gone.at(10, JobState.LIVES, nothing);

    assertThat(
        verdict(late.at(59, JobState.GONE, nothing)),
        equalTo("WORKING: started, and not there yet"));
    assertThat(verdict(late.at(60, JobState.GONE, nothing)), equalTo("DEAD!: it is gone"));
    assertThat(verdict(gone.at(11, JobState.GONE, nothing)), equalTo("DEAD!: it is gone"));
  }

  @Test
  void index_that_cannot_be_read_is_a_failure_only_after_long() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);

    assertThat(
        verdict(scene.at(20, JobState.LIVES, DARK)),
        equalTo("UNKNOWN: the index cannot be read: no route to host"));
    assertThat(scene.at(319, JobState.LIVES, DARK).failed(), equalTo(false));
    assertThat(
        verdict(scene.at(320, JobState.LIVES, DARK)),
        equalTo("UNKNOWN!: the index cannot be read: no route to host, for 5m 0s"));
  }

  @Test
  void one_look_that_succeeds_ends_the_darkness() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);
    scene.at(20, JobState.LIVES, DARK);

    assertThat(scene.at(319, Beat.of(2), HEAD).verdict(), equalTo(Verdict.IDLE));
    assertThat(scene.at(320, JobState.LIVES, DARK).failed(), equalTo(false));
  }

  @Test
  void process_that_ended_is_dead_even_in_the_dark() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);

    assertThat(scene.at(1, JobState.ended(1), DARK).verdict(), equalTo(Verdict.DEAD));
  }

  @Test
  void job_that_cannot_be_asked_is_judged_by_its_heartbeat() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);

    assertThat(
        verdict(scene.at(100, JobState.UNKNOWN, Look.of(Beat.of(2).make(), HEAD))),
        equalTo("IDLE: nothing to do"));
    assertThat(
        verdict(scene.at(200, JobState.UNKNOWN, Look.of(Beat.of(2).make(), HEAD))),
        equalTo("UNKNOWN: the job cannot be asked, and gives no sign of life"));
    assertThat(
        verdict(scene.at(400, JobState.UNKNOWN, Look.of(Beat.of(2).make(), HEAD))),
        equalTo("UNKNOWN!: the job cannot be asked, and gives no sign of life, for 5m 0s"));
  }

  @Test
  void run_that_is_to_stop_may_fall_silent_for_a_while() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);

    assertThat(
        verdict(scene.at(20, Beat.of(2).stopping(), HEAD)),
        equalTo("WORKING: it is to stop, and commits what it has"));
    assertThat(scene.at(119, Beat.of(2).stopping(), HEAD).failed(), equalTo(false));
    assertThat(
        verdict(scene.at(120, Beat.of(2).stopping(), HEAD)),
        equalTo("STALLED!: it is to stop, and did not for 1m 40s"));
  }

  @Test
  void bounded_run_that_has_found_all_is_not_one_that_is_to_stop() {
    Scene scene = Scene.started(Scene.BOUNDED, null, HEAD);

    Judgement judgement = scene.at(20, Beat.of(2).stopping(), HEAD);

    assertThat(verdict(judgement), equalTo("WORKING: a bounded run works until it ends"));
  }

  private static String verdict(Judgement judgement) {
    return Scene.text(judgement);
  }
}
