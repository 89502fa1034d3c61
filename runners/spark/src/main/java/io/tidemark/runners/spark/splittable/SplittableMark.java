package io.tidemark.runners.spark.splittable;

import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * How far each seed has come, in the order of the seeds. Taking it, keeping it and dropping it have
 * no effect: Spark asks for one twice a batch and finalises one before its batch is processed.
 */
record SplittableMark<ElementT>(List<SeedState<ElementT>> seeds)
    implements UnboundedSource.CheckpointMark {

  @Override
  public void finalizeCheckpoint() {}

  /** Whether reading on from either is the same. */
  boolean sameAs(SplittableMark<?> other) {
    for (int i = 0; i < seeds.size(); i++) {
      if (!seeds.get(i).sameAs(other.seeds().get(i))) {
        return false;
      }
    }
    return true;
  }
}
