package io.tidemark.runners.spark.splittable;

import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/** Replaces a ParDo of a splittable DoFn by a read of it on its seeds. */
final class SplittableOverride
    implements PTransformOverrideFactory<
        PCollection<Object>, PCollectionTuple, ParDo.MultiOutput<Object, Object>> {
  private final Function<PCollection<?>, Iterable<?>> seeds;
  private final CallLimits limits;

  SplittableOverride(Function<PCollection<?>, Iterable<?>> seeds, CallLimits limits) {
    this.seeds = seeds;
    this.limits = limits;
  }

  @Override
  public PTransformReplacement<PCollection<Object>, PCollectionTuple> getReplacementTransform(
      AppliedPTransform<PCollection<Object>, PCollectionTuple, ParDo.MultiOutput<Object, Object>>
          application) {
    PCollection<Object> input = PTransformReplacements.getSingletonMainInput(application);
    ParDo.MultiOutput<Object, Object> parDo = application.getTransform();
    Outputs<Object> outputs = Outputs.of(parDo.getMainOutputTag(), application.getOutputs());
    Splittable<Object, Object, Object> splittable =
        Splittable.of(
            parDo.getFn(),
            input.getCoder(),
            outputs,
            limits,
            input.getPipeline().getCoderRegistry());
    try {
      return PTransformReplacement.of(
          input,
          new ReadSplittable(new SplittableSource<>(splittable, seeds.apply(input)), outputs));
    } catch (CoderException e) {
      throw new IllegalArgumentException(
          "Cannot encode what is created for "
              + application.getFullName()
              + " with "
              + input.getCoder()
              + ": give the Create a coder that fits",
          e);
    }
  }

  @Override
  public Map<PCollection<?>, ReplacementOutput> mapOutputs(
      Map<TupleTag<?>, PCollection<?>> originals, PCollectionTuple replacements) {
    return ReplacementOutputs.tagged(originals, replacements);
  }
}
