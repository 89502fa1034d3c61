package io.tidemark.runners.spark.splittable;

import java.util.List;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads a splittable DoFn as a source. Takes the place of its ParDo, so it has that one's input;
 * what comes from it is known, and not looked at.
 */
final class ReadSplittable extends PTransform<PCollection<Object>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final SplittableSource<?, ?, Object> source;
  private final Outputs<Object> outputs;

  ReadSplittable(SplittableSource<?, ?, Object> source, Outputs<Object> outputs) {
    this.source = source;
    this.outputs = outputs;
  }

  @Override
  @SuppressWarnings("unchecked")
  public PCollectionTuple expand(PCollection<Object> seeds) {
    PCollection<Object> read = seeds.getPipeline().apply("Read", Read.from(source));
    TupleTag<Object> main = (TupleTag<Object>) outputs.main();
    if (outputs.single()) {
      return PCollectionTuple.of(main, read);
    }
    TupleTagList others = TupleTagList.empty();
    for (TupleTag<?> tag : outputs.tags().subList(1, outputs.tags().size())) {
      others = others.and(tag);
    }
    PCollectionTuple routed =
        read.apply("Route", ParDo.of(new RouteFn(outputs.tags())).withOutputTags(main, others));
    outputs.tags().forEach(tag -> setCoder(routed, tag));
    return routed;
  }

  @SuppressWarnings("unchecked")
  private void setCoder(PCollectionTuple routed, TupleTag<?> tag) {
    routed
        .get((TupleTag<Object>) tag)
        .setCoder((org.apache.beam.sdk.coders.Coder<Object>) outputs.coderOf(tag));
  }

  /** Puts each value out to the output whose number it carries. */
  private static final class RouteFn extends DoFn<Object, Object> {
    private static final long serialVersionUID = 1L;

    private final List<TupleTag<?>> tags;

    RouteFn(List<TupleTag<?>> tags) {
      this.tags = tags;
    }

    @ProcessElement
    @SuppressWarnings("unchecked")
    public void route(@Element Object element, MultiOutputReceiver out) {
      RawUnionValue value = (RawUnionValue) element;
      out.get((TupleTag<Object>) tags.get(value.getUnionTag())).output(value.getValue());
    }
  }
}
