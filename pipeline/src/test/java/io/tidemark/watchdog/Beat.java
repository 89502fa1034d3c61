package io.tidemark.watchdog;

import io.tidemark.changes.Notice;
import io.tidemark.pipeline.Heartbeat;
import java.time.Instant;

/** Makes heartbeats; all that is not said is as of a run that has nothing to do. */
final class Beat {
  /** The writer's clock is not ours. */
  private static final Instant ELSEWHERE = Instant.parse("1999-12-31T23:00:00Z");

  private String run = "run-1";
  private long polls;
  private int failures;
  private Instant watermark;
  private Instant newest;
  private int open;
  private long found;
  private Notice.Link closing;
  private long heap = -1;
  private long heapMax = -1;
  private boolean stopping;

  static Beat of(long polls) {
    Beat beat = new Beat();
    beat.polls = polls;
    return beat;
  }

  Beat run(String id) {
    run = id;
    return this;
  }

  Beat failing(int inARow) {
    failures = inARow;
    return this;
  }

  Beat open(int partitions, String from, String to) {
    open = partitions;
    watermark = Instant.parse(from);
    newest = Instant.parse(to);
    return this;
  }

  Beat found(long objects) {
    found = objects;
    return this;
  }

  Beat closed(String id, String at) {
    closing = new Notice.Link(id, Instant.parse(at));
    return this;
  }

  Beat heap(long used, long max) {
    heap = used;
    heapMax = max;
    return this;
  }

  Beat stopping() {
    stopping = true;
    return this;
  }

  Heartbeat make() {
    return new Heartbeat(
        Heartbeat.FORMAT,
        run,
        ELSEWHERE.plusSeconds(polls),
        polls,
        polls,
        failures,
        failures == 0 ? null : "no route to host",
        watermark,
        newest,
        open,
        0,
        found,
        null,
        closing,
        heap,
        heapMax,
        stopping);
  }
}
