package io.tidemark.runners.spark.splittable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.transforms.join.UnionCoder;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The outputs of a DoFn, as one kind of element: a source has a single output. An only output is
 * handed on as it is; of several, each value travels with the number of its output.
 *
 * @param tags the main output first
 * @param coders in the order of the tags
 * @param coder of what the source hands on
 * @param <ElementT> the type of the only output, or {@link RawUnionValue}
 */
record Outputs<ElementT>(List<TupleTag<?>> tags, List<Coder<?>> coders, Coder<ElementT> coder)
    implements Serializable {

  /** The outputs as the pipeline has them, with the coders of its collections. */
  @SuppressWarnings("unchecked")
  static Outputs<Object> of(TupleTag<?> main, Map<TupleTag<?>, PCollection<?>> collections) {
    List<TupleTag<?>> tags = new ArrayList<>();
    List<Coder<?>> coders = new ArrayList<>();
    collections.forEach(
        (tag, collection) -> {
          int place = tag.equals(main) ? 0 : tags.size();
          tags.add(place, tag);
          coders.add(place, collection.getCoder());
        });
    Coder<?> coder = coders.size() == 1 ? coders.get(0) : UnionCoder.of(coders);
    return new Outputs<>(tags, coders, (Coder<Object>) coder);
  }

  boolean single() {
    return tags.size() == 1;
  }

  TupleTag<?> main() {
    return tags.get(0);
  }

  Coder<?> coderOf(TupleTag<?> tag) {
    return coders.get(number(tag));
  }

  /** The value as the source hands it on. */
  @SuppressWarnings("unchecked")
  ElementT element(TupleTag<?> tag, Object value) {
    int number = number(tag);
    return (ElementT) (single() ? value : new RawUnionValue(number, value));
  }

  private int number(TupleTag<?> tag) {
    int number = tags.indexOf(tag);
    if (number < 0) {
      throw new IllegalArgumentException(
          "Cannot put out to "
              + tag
              + ": the ParDo has the outputs "
              + tags
              + ". Name it in withOutputTags()");
    }
    return number;
  }
}
