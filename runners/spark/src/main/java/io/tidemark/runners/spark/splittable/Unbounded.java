package io.tidemark.runners.spark.splittable;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;

/**
 * Marks as unbounded what depends on something unbounded. A pipeline notes boundedness as it is
 * built; where a source has taken the place of a DoFn whose output was said to be bounded, the note
 * is wrong from there on, and the runner would take a stream for a batch.
 */
final class Unbounded extends Pipeline.PipelineVisitor.Defaults {
  private Unbounded() {}

  static void spread(Pipeline pipeline) {
    pipeline.traverseTopologically(new Unbounded());
  }

  @Override
  public void leaveCompositeTransform(Node node) {
    if (node.getTransform() instanceof ReadSplittable) {
      node.getOutputs().values().forEach(Unbounded::mark);
    }
  }

  @Override
  public void visitPrimitiveTransform(Node node) {
    boolean unbounded =
        node.getInputs().values().stream()
            .anyMatch(input -> input.isBounded() == IsBounded.UNBOUNDED);
    if (unbounded) {
      node.getOutputs().values().forEach(Unbounded::mark);
    }
  }

  private static void mark(PCollection<?> collection) {
    if (collection.isBounded() == IsBounded.BOUNDED) {
      collection.setIsBoundedInternal(IsBounded.UNBOUNDED);
    }
  }
}
