package io.tidemark.watchdog;

import static io.tidemark.watchdog.Scene.ARRIVALS;
import static io.tidemark.watchdog.Scene.ENDLESS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

/** The job is run-1; others work on the same index. */
final class JudgeRunsTest {
  private static final Head HEAD = Heads.of(7, 40);
  private static final String SILENT = "STALLED!: neither heartbeat nor commit for 1m 40s";

  @Test
  void heartbeat_of_another_run_is_no_sign_of_life() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);
    scene.at(60, Beat.of(5).run("run-9"), HEAD);

    assertThat(scene.at(109, Beat.of(6).run("run-9"), HEAD).failed(), equalTo(false));
    assertThat(verdict(scene.at(110, Beat.of(7).run("run-9"), HEAD)), equalTo(SILENT));
  }

  @Test
  void commit_of_another_run_is_no_sign_of_life() {
    Scene other = Scene.started(ENDLESS, null, HEAD);
    Scene own = Scene.started(ENDLESS, null, HEAD);
    Head committed = Heads.of(8, 41);
    for (int second : new int[] {10, 100}) {
      other.at(second, Beat.of(1), second == 10 ? HEAD : Heads.by("run-9", committed));
      own.at(second, Beat.of(1), second == 10 ? HEAD : committed);
    }

    assertThat(verdict(other.at(110, Beat.of(1), Heads.by("run-9", committed))), equalTo(SILENT));
    assertThat(verdict(own.at(110, Beat.of(1), committed)), equalTo(moved()));
  }

  private static String moved() {
    return "WORKING: it gets on";
  }

  @Test
  void another_run_that_stops_does_not_stop_the_job() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);

    Head stopped = Heads.by("run-9", Heads.stopped(8, "run-9"));
    Judgement judgement = scene.at(15, Beat.of(9).run("run-9").stopping(), stopped);

    assertThat(verdict(judgement), equalTo(moved()));
    assertThat(scene.seen().stopped(), equalTo(false));
    assertThat(scene.seen().stoppingSince(), nullValue());
    assertThat(Ending.of(scene.seen(), JobState.LIVES, judgement, false), nullValue());
  }

  @Test
  void heartbeat_of_the_job_is_kept_while_another_run_replaces_it() {
    Scene scene = Scene.started(ARRIVALS, null, HEAD);
    scene.at(10, Beat.of(1).found(3), HEAD);

    Judgement judgement = scene.at(15, Beat.of(9).run("run-9").found(70), HEAD);

    assertThat(verdict(judgement), equalTo("WORKING: 3 objects found are not committed yet"));
    assertThat(scene.seen().run(), equalTo("run-1"));
    assertThat(scene.seen().disturbs(Beat.of(9).run("run-9").make()), equalTo(true));
    assertThat(scene.seen().disturbs(Beat.of(9).make()), equalTo(false));
  }

  @Test
  void work_that_others_have_done_is_not_waited_for() {
    Scene scene = Scene.started(ENDLESS, null, Heads.counting(7));
    scene.at(10, closed(1, "c1"), Heads.counting(7));

    scene.at(60, closed(2, "c2"), Heads.by("run-9", Heads.counting(8, "c1")));
    Judgement soon = scene.at(110, closed(3, "c2"), Heads.by("run-9", Heads.counting(8, "c1")));
    Judgement late = scene.at(160, closed(4, "c2"), Heads.by("run-9", Heads.counting(8, "c1")));

    assertThat(soon.verdict(), equalTo(Verdict.WORKING));
    assertThat(late.verdict(), equalTo(Verdict.STALLED));
  }

  private static Beat closed(long polls, String id) {
    return Beat.of(polls).closed(id, "2026-05-04T10:10:00Z");
  }

  @Test
  void job_that_does_not_take_its_id_is_the_first_run_that_is_new() {
    Scene scene = Scene.submitted(ENDLESS, Beat.of(99).run("run-0"), HEAD);

    scene.at(5, Beat.of(100).run("run-0"), HEAD);
    String before = scene.seen().run();
    scene.at(10, Beat.of(1).run("run-5"), HEAD);
    scene.at(60, Beat.of(5).run("run-9"), HEAD);

    assertThat(before, nullValue());
    assertThat(scene.seen().run(), equalTo("run-5"));
    assertThat(verdict(scene.at(110, Beat.of(7).run("run-9"), HEAD)), equalTo(SILENT));
  }

  @Test
  void job_that_takes_its_id_is_found_by_it_though_another_run_came_first() {
    Scene scene = Scene.submitted(ENDLESS, null, HEAD);
    scene.at(5, Beat.of(1).run("run-9"), HEAD);

    scene.at(10, Beat.of(1), HEAD);
    scene.at(15, Beat.of(2).run("run-9").stopping(), HEAD);

    assertThat(scene.seen().run(), equalTo("run-1"));
    assertThat(scene.seen().stoppingSince(), nullValue());
  }

  @Test
  void job_that_is_taken_over_without_its_id_has_no_debts() {
    Scene scene = Scene.takenOver(ARRIVALS, Followed.found(null, false));
    scene.at(0, Beat.of(1).run("run-5").found(500), HEAD);

    Judgement judgement = scene.at(90, Beat.of(2).run("run-5").found(500), HEAD);

    assertThat(judgement.reason(), equalTo("nothing to do"));
    assertThat(scene.seen().run(), equalTo("run-5"));
  }

  private static String verdict(Judgement judgement) {
    return Scene.text(judgement);
  }
}
