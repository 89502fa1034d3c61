package io.tidemark.runners.spark.splittable;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of a pipeline before it is run; nothing runs here. */
class SplittableDoFnsTest {
  private final Pipeline pipeline = Pipeline.create();
  private final CountingFn counting = new CountingFn(1, Duration.ZERO);

  @Test
  void unbounded_dofns_become_reads_and_bounded_ones_plain_pardos() {
    pipeline.apply("A", Create.of(1L)).apply("Unbounded", ParDo.of(counting));
    pipeline.apply("B", Create.of(1L)).apply("Bounded", ParDo.of(new CountDownFn()));

    SplittableDoFns.adapt(pipeline);

    assertThat(
        splittable(),
        contains(
            allOf(
                startsWith("Unbounded/ParMultiDo(Counting)/Read/"),
                containsString("UnboundedSourceAsSDFWrapper"))));
  }

  @Test
  void batch_is_left_alone() {
    pipeline.apply(Create.of(1L)).apply("Bounded", ParDo.of(new CountDownFn()));
    pipeline
        .apply("Seed", Create.of(1L))
        .apply("Ends", ParDo.of(counting))
        .setIsBoundedInternal(IsBounded.BOUNDED);
    List<String> before = splittable();

    SplittableDoFns.adapt(pipeline);

    assertThat(splittable(), is(before));
  }

  @Test
  void reads_are_left_to_the_runner() {
    pipeline.apply(GenerateSequence.from(0));
    List<String> before = splittable();

    SplittableDoFns.adapt(pipeline);

    assertThat(splittable(), is(before));
  }

  @Test
  void all_that_depends_on_a_dofn_said_to_be_bounded_becomes_unbounded() {
    pipeline.apply(GenerateSequence.from(0));
    PCollection<String> ends = pipeline.apply(Create.of(1L)).apply("Ends", ParDo.of(counting));
    ends.setIsBoundedInternal(IsBounded.BOUNDED);
    PCollection<String> behind = ends.apply(Filter.by(element -> true));
    PCollection<Long> beside = pipeline.apply("Beside", Create.of(2L));
    assertThat(behind.isBounded(), is(IsBounded.BOUNDED));

    SplittableDoFns.adapt(pipeline);

    assertThat(behind.isBounded(), is(IsBounded.UNBOUNDED));
    assertThat(beside.isBounded(), is(IsBounded.BOUNDED));
  }

  @Test
  void all_that_cannot_be_replaced_is_named_with_what_to_do() {
    PCollectionView<Long> view = pipeline.apply("V", Create.of(1L)).apply(View.asSingleton());
    pipeline
        .apply("A", Create.of(1L))
        .apply("Between", Filter.greaterThan(0L))
        .apply("Far", ParDo.of(counting));
    pipeline
        .apply("B", Create.of(1L))
        .apply("Looking aside", ParDo.of(counting).withSideInputs(view));
    pipeline.apply("C", Create.of(1L)).apply("Finalizing", ParDo.of(new FinalizingFn()));

    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> SplittableDoFns.adapt(pipeline));

    assertThat(
        thrown.getMessage().lines().toList(),
        contains(
            is("Cannot stream this pipeline on Spark:"),
            allOf(
                containsString("Far/ParMultiDo(Counting): the splittable DoFn"),
                containsString("is fed by Between/"),
                containsString("Feed it by Create or Impulse directly")),
            allOf(containsString("Looking aside/"), containsString("has side inputs")),
            allOf(containsString("Finalizing/"), containsString("takes a BundleFinalizer"))));
  }

  @Test
  void pipeline_without_dofns_is_left_alone() {
    pipeline.apply(Create.of(1L));

    SplittableDoFns.adapt(pipeline);

    assertThat(splittable(), empty());
  }

  /** The full names of the splittable DoFns there are. */
  private List<String> splittable() {
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(Node node) {
            if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo
                && DoFnSignatures.isSplittable(parDo.getFn())) {
              names.add(node.getFullName());
            }
          }
        });
    return names;
  }

  @DoFn.UnboundedPerElement
  private static final class FinalizingFn extends DoFn<Long, String> {
    private static final long serialVersionUID = 1L;

    @GetInitialRestriction
    public OffsetRange initial(@Element Long end) {
      return new OffsetRange(0, end);
    }

    @ProcessElement
    public void process(RestrictionTracker<OffsetRange, Long> tracker, BundleFinalizer finalizer) {}
  }
}
