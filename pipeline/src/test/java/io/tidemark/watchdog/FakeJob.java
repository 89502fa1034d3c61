package io.tidemark.watchdog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job that does as it is told, or not. */
final class FakeJob implements Job {
  final List<String> calls = new ArrayList<>();
  JobState state = JobState.GONE;
  Optional<Boolean> found = Optional.empty();
  boolean starts = true;
  boolean stops = true;
  boolean dies = true;
  boolean endsByItself = true;

  @Override
  public Optional<Boolean> find() {
    if (found.isPresent()) {
      state = JobState.LIVES;
    }
    return found;
  }

  @Override
  public void start() throws IOException {
    calls.add("start");
    if (!starts) {
      throw new IOException("no such program");
    }
    state = JobState.LIVES;
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
    }
  }

  @Override
  public void stopSignalled(String run) {
    calls.add("stop " + run);
    if (stops) {
      state = JobState.ended(0);
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
    }
  }

  @Override
  public String name() {
    return "job";
  }
}
