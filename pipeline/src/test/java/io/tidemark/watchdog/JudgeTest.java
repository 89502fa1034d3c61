package io.tidemark.watchdog;

import static io.tidemark.watchdog.Scene.ARRIVALS;
import static io.tidemark.watchdog.Scene.BOUNDED;
import static io.tidemark.watchdog.Scene.ENDLESS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

final class JudgeTest {
  private static final Head HEAD = Heads.of(7, 40);

  @Test
  void run_with_nothing_to_do_is_idle_however_old_its_last_commit_is() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);

    assertThat(verdict(scene.at(39, Beat.of(2), HEAD)), equalTo("WORKING: it gets on"));
    assertThat(verdict(scene.at(100, Beat.of(3), HEAD)), equalTo("IDLE: nothing to do"));
    assertThat(verdict(scene.at(190, Beat.of(4), HEAD)), equalTo("IDLE: nothing to do"));
    assertThat(
        verdict(scene.at(280, open(5), HEAD)),
        equalTo("WORKING: it gets on")); // The source moved just now.
    assertThat(
        verdict(scene.at(370, open(6), HEAD)),
        equalTo("IDLE: nothing to do before open partitions can close: 1"));
  }

  private static Beat open(long polls) {
    return Beat.of(polls).open(1, "2026-05-04T10:00:00Z", "2026-05-04T10:00:00Z");
  }

  @Test
  void closing_that_is_not_committed_is_work_until_it_stalls() {
    Scene scene = Scene.started(ENDLESS, null, Heads.counting(7));
    scene.at(10, closed(1), Heads.counting(7));

    assertThat(
        verdict(scene.at(60, closed(2), Heads.counting(7))),
        equalTo("WORKING: what closed up to 2026-05-04T10:10:00Z is not committed yet"));
    assertThat(
        verdict(scene.at(110, closed(3), Heads.counting(7))),
        equalTo(
            "STALLED!: what closed up to 2026-05-04T10:10:00Z is not committed,"
                + " and there was no commit for 1m 40s"));
  }

  @Test
  void commit_gives_new_patience_and_the_one_that_counts_ends_the_work() {
    Scene scene = Scene.started(ENDLESS, null, Heads.counting(7));
    scene.at(10, closed(1), Heads.counting(7));

    assertThat(verdict(scene.at(109, closed(2), Heads.counting(8, "c8"))), equalTo(pending()));
    assertThat(verdict(scene.at(208, closed(3), Heads.counting(8, "c8"))), equalTo(pending()));
    assertThat(
        verdict(scene.at(280, closed(4), Heads.counting(9, "c9"))), equalTo("WORKING: it gets on"));
    assertThat(
        verdict(scene.at(379, closed(5), Heads.counting(9, "c9"))), equalTo("IDLE: nothing to do"));
  }

  private static Beat closed(long polls) {
    return Beat.of(polls).closed("c9", "2026-05-04T10:10:00Z");
  }

  private static String pending() {
    return "WORKING: what closed up to 2026-05-04T10:10:00Z is not committed yet";
  }

  @Test
  void compaction_is_not_taken_for_a_commit_of_the_run() {
    Scene scene = Scene.started(ENDLESS, null, Heads.counting(7));
    scene.at(10, closed(1), Heads.counting(7));

    Judgement compacted =
        scene.at(115, closed(2), new Head(8, "run-1", Heads.counting(7).progress()));

    assertThat(compacted.verdict(), equalTo(Verdict.STALLED));
  }

  @Test
  void closing_at_or_behind_watermark_or_floor_counts_though_its_id_is_forgotten() {
    String closing = "2026-05-04T10:10:00Z";

    assertThat(counts(Heads.at(7, closing, "2026-05-04T08:00:00Z")), equalTo(true));
    assertThat(counts(Heads.at(7, "2026-05-04T10:09:59Z", closing)), equalTo(true));
    assertThat(counts(Heads.at(7, "2026-05-04T10:09:59Z", "2026-05-04T08:00:00Z")), equalTo(false));
  }

  private static boolean counts(Head head) {
    return head.counts(closed(1).make().lastClosing());
  }

  @Test
  void objects_found_are_work_when_they_are_published_as_they_arrive() {
    Scene arrivals = Scene.started(ARRIVALS, null, HEAD);
    Scene partitions = Scene.started(ENDLESS, null, HEAD);

    arrivals.at(10, Beat.of(1).found(3), Heads.of(8, 42));
    partitions.at(10, Beat.of(1).found(3), Heads.of(8, 42));

    assertThat(
        verdict(arrivals.at(105, Beat.of(2).found(3), Heads.of(8, 42))),
        equalTo("WORKING: 1 objects found are not committed yet"));
    assertThat(
        verdict(arrivals.at(110, Beat.of(3).found(3), Heads.of(8, 42))),
        equalTo("STALLED!: 1 objects found are not committed, and there was no commit for 1m 40s"));
    assertThat(
        verdict(partitions.at(110, Beat.of(2).found(3), Heads.of(8, 42))),
        equalTo("IDLE: nothing to do"));
  }

  @Test
  void objects_of_a_run_that_was_there_before_are_no_debt() {
    Scene scene = Scene.takenOver(ARRIVALS);
    scene.at(0, Beat.of(1).found(500), HEAD);

    assertThat(verdict(scene.at(90, Beat.of(2).found(500), HEAD)), equalTo("IDLE: nothing to do"));
    assertThat(
        verdict(scene.at(95, Beat.of(3).found(502), HEAD)),
        equalTo("WORKING: 2 objects found are not committed yet"));
    assertThat(
        verdict(scene.at(96, Beat.of(4).found(1), HEAD)), // The source was started anew.
        equalTo("WORKING: it gets on"));
  }

  @Test
  void partition_that_is_overdue_stalls_when_the_source_does_nothing_about_it() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, overdue(1), HEAD);
    scene.at(70, overdue(2), HEAD);

    assertThat(
        verdict(scene.at(125, overdue(3), HEAD)),
        equalTo("IDLE: nothing to do before open partitions can close: 2"));
    assertThat(
        verdict(scene.at(130, overdue(4), HEAD)),
        equalTo(
            "STALLED!: the partition at 2026-05-04T10:00:00Z does not close, though one at"
                + " 2026-05-04T10:10:00Z was seen, and nothing was found for 2m 0s"));
  }

  private static Beat overdue(long polls) {
    return Beat.of(polls).open(2, "2026-05-04T10:00:00Z", "2026-05-04T10:10:00Z");
  }

  @Test
  void failing_polls_stall_a_run_when_none_succeeds_for_long() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);

    assertThat(
        verdict(scene.at(60, Beat.of(2).failing(3), HEAD)),
        equalTo("WORKING: polls fail: no route to host"));
    assertThat(
        verdict(scene.at(110, Beat.of(3).failing(9), HEAD)),
        equalTo("STALLED!: no poll succeeded for 1m 40s, 9 failed in a row: no route to host"));
    assertThat(scene.at(115, Beat.of(4), HEAD).verdict(), equalTo(Verdict.IDLE));
  }

  @Test
  void silent_heartbeat_stalls_a_run_unless_it_commits() {
    Scene scene = Scene.started(ENDLESS, null, HEAD);
    scene.at(10, Beat.of(1), HEAD);

    assertThat(scene.at(109, Beat.of(1), HEAD).failed(), equalTo(false));
    assertThat(
        verdict(scene.at(110, Beat.of(1), HEAD)),
        equalTo("STALLED!: neither heartbeat nor commit for 1m 40s"));
    assertThat(verdict(scene.at(111, Beat.of(1), Heads.of(8, 41))), equalTo("WORKING: it gets on"));
  }

  @Test
  void bounded_run_may_commit_nothing_for_long_but_not_be_silent_too() {
    Scene scene = Scene.started(BOUNDED, null, HEAD);

    assertThat(
        verdict(scene.at(99, null, HEAD)), equalTo("WORKING: a bounded run works until it ends"));
    assertThat(scene.at(100, closed(1), HEAD).failed(), equalTo(false));
    assertThat(scene.at(199, closed(2), HEAD).failed(), equalTo(false));
    assertThat(
        verdict(scene.at(299, closed(2), HEAD)),
        equalTo("STALLED!: neither heartbeat nor commit for 1m 40s"));
  }

  private static String verdict(Judgement judgement) {
    return Scene.text(judgement);
  }
}
