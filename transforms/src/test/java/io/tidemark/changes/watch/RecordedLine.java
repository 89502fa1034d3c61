package io.tidemark.changes.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told, and asks to stop when a test says so. */
final class RecordedLine implements Supervision.Line {
  private final List<Beat> beats = new ArrayList<>();
  private boolean stop;

  void stop() {
    stop = true;
  }

  int told() {
    return beats.size();
  }

  Beat last() {
    return beats.get(beats.size() - 1);
  }

  @Override
  public String run() {
    return "this run";
  }

  @Override
  public boolean stopAsked(Instant now) {
    return stop;
  }

  @Override
  public void tell(Beat beat, Instant now) {
    beats.add(beat);
  }
}
