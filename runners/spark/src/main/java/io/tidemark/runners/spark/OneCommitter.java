package io.tidemark.runners.spark;

import io.tidemark.publish.PublishDeltas;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/**
 * Has the layers of a batch committed by one task.
 *
 * <p>With {@code preferGroupByKeyToHandleHugeValues} Beam's runner spreads the windows of a key
 * over all tasks. For the deltas of a shard that is right. Layers have one log to enter: tasks that
 * commit at once only get in each other's way. Beam keeps a key together, and what its windows hold
 * in memory, where the timestamp of a group is not the end of the window; of layers nothing looks
 * at it, and they are a few hundred bytes a shard.
 */
final class OneCommitter extends PipelineVisitor.Defaults {
  private OneCommitter() {}

  /** Changes the grouping of layers in place, before the pipeline is run. */
  static void in(Pipeline pipeline) {
    pipeline.traverseTopologically(new OneCommitter());
  }

  @Override
  public void visitPrimitiveTransform(TransformHierarchy.Node node) {
    if (node.getTransform() instanceof GroupByKey
        && node.getFullName().endsWith(PublishDeltas.LAYER_GROUPING)) {
      for (PValue input : node.getInputs().values()) {
        PCollection<?> parts = (PCollection<?>) input;
        parts.setWindowingStrategyInternal(
            parts.getWindowingStrategy().withTimestampCombiner(TimestampCombiner.LATEST));
      }
    }
  }
}
