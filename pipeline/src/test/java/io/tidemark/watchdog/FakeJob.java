package io.tidemark.watchdog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job that does as it is told, or not. */
final class FakeJob implements Job {
  final List<String> calls = new ArrayList<>();
  JobState state = JobState.GONE;
  Optional<Found> found = Optional.empty();
  boolean starts = true;
  boolean stops = true;
  boolean dies = true;
  boolean endsByItself = true;
  boolean takesId = true;
  boolean remembers = true;
  private int runs;

  @Override
  public Optional<Found> find() {
    if (found.isPresent()) {
      state = JobState.LIVES;
    }
    return found;
  }

  @Override
  public String start() throws IOException {
    calls.add("start");
    if (!starts) {
      throw new IOException("no such program");
    }
    state = JobState.LIVES;
    return "run-" + ++runs;
  }

  @Override
  public boolean takesId() {
    return takesId;
  }

  @Override
  public void ending() throws IOException {
    if (!remembers) {
      throw new IOException("no space left");
    }
  }

  @Override
  public JobState state() {
    return state;
  }

  @Override
  public void stop() {
    calls.add("stop");
    if (stops) {
      state = JobState.ended(0);
      found = Optional.empty();
    }
  }

  @Override
  public void stopSignalled(String run) {
    calls.add("stop " + run);
    if (stops) {
      state = JobState.ended(0);
      found = Optional.empty();
    }
  }

  @Override
  public boolean endsByItself() {
    return endsByItself;
  }

  @Override
  public void kill() {
    calls.add("kill");
    if (dies) {
      state = JobState.ended(137);
      found = Optional.empty();
    }
  }

  @Override
  public String name() {
    return "job";
  }
}
