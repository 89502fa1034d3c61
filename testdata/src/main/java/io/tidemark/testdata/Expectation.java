package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/** Gathers checkpoints while partitions go by: all of a short run, some 24 of a long one. */
final class Expectation {
  private static final int MAX_CHECKPOINTS = 24;

  private final ReplayModel model = new ReplayModel();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final int partitions;
  private final int every;

  Expectation(Timetable timetable) {
    this.partitions = timetable.partitions();
    this.every = (partitions + MAX_CHECKPOINTS - 1) / MAX_CHECKPOINTS;
  }

  /** Takes what is delivered for the next partition; the last one always gets a checkpoint. */
  void accept(PlannedPartition partition) {
    for (PlannedFile file : partition.files()) {
      for (Line line : file.lines()) {
        if (line instanceof CatalogueChange change) {
          model.accept(change);
        }
      }
    }
    if ((partitions - 1 - partition.number()) % every == 0) {
      checkpoints.add(model.checkpoint(partition.start()));
    }
  }

  List<Checkpoint> checkpoints() {
    return List.copyOf(checkpoints);
  }
}
