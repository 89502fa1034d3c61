package io.tidemark.runners.spark.splittable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.BundleFinalizerParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PValue;

/** The splittable DoFns of a pipeline, sorted by what can be done about them. */
final class SplittableParDos extends Pipeline.PipelineVisitor.Defaults {
  private final Map<PCollection<?>, Iterable<?>> literals = new HashMap<>();
  private final Set<String> seeded = new HashSet<>();
  private final Set<String> bounded = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private boolean streaming;

  private SplittableParDos() {}

  static SplittableParDos in(Pipeline pipeline) {
    SplittableParDos found = new SplittableParDos();
    found.streaming = pipeline.getOptions().as(StreamingOptions.class).isStreaming();
    pipeline.traverseTopologically(found);
    return found;
  }

  /** Whether the runner will stream: it does so for a single unbounded collection. */
  boolean streaming() {
    return streaming;
  }

  /** A sentence for each that cannot be replaced. */
  List<String> problems() {
    return problems;
  }

  boolean isSeeded(AppliedPTransform<?, ?, ?> application) {
    return isParDo(application.getTransform()) && seeded.contains(application.getFullName());
  }

  boolean isBounded(AppliedPTransform<?, ?, ?> application) {
    return isParDo(application.getTransform()) && bounded.contains(application.getFullName());
  }

  /** The elements that Create or Impulse will put into a collection. */
  Iterable<?> seedsOf(PCollection<?> input) {
    return Objects.requireNonNull(literals.get(input));
  }

  @Override
  public CompositeBehavior enterCompositeTransform(Node node) {
    PTransform<?, ?> transform = node.getTransform();
    if (transform instanceof Create.Values<?> create) {
      node.getOutputs().values().forEach(output -> literals.put(output, create.getElements()));
      return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
    }
    boolean read = transform instanceof Read.Bounded || transform instanceof Read.Unbounded;
    return read ? CompositeBehavior.DO_NOT_ENTER_TRANSFORM : CompositeBehavior.ENTER_TRANSFORM;
  }

  @Override
  public void visitPrimitiveTransform(Node node) {
    if (node.getTransform() instanceof Impulse) {
      node.getOutputs().values().forEach(output -> literals.put(output, List.of(new byte[0])));
    } else if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo) {
      DoFnSignature signature = DoFnSignatures.signatureForDoFn(parDo.getFn());
      if (signature.processElement().isSplittable()) {
        sort(node.toAppliedPTransform(getPipeline()), parDo, signature);
      }
    }
  }

  @Override
  public void visitValue(PValue value, Node producer) {
    if (value instanceof PCollection<?> collection) {
      streaming |= collection.isBounded() == IsBounded.UNBOUNDED;
    }
  }

  private void sort(
      AppliedPTransform<?, ?, ?> application, ParDo.MultiOutput<?, ?> parDo, DoFnSignature fn) {
    if (fn.isBoundedPerElement() == IsBounded.BOUNDED) {
      bounded.add(application.getFullName());
      return;
    }
    seeded.add(application.getFullName());
    PCollection<?> input = mainInput(application, parDo);
    if (!literals.containsKey(input)) {
      problem(
          application,
          parDo,
          "is fed by "
              + input.getName()
              + ". Feed it by Create or Impulse directly, and do what lies between in the DoFn");
    }
    if (!parDo.getSideInputs().isEmpty()) {
      problem(application, parDo, "has side inputs. Read them in a ParDo behind it");
    }
    if (usesFinalizer(fn.processElement())
        || usesFinalizer(fn.startBundle())
        || usesFinalizer(fn.finishBundle())) {
      problem(
          application,
          parDo,
          "takes a BundleFinalizer, and Spark does not tell when a batch is safe. Acknowledge in a"
              + " step behind it that may be repeated");
    }
  }

  private static PCollection<?> mainInput(
      AppliedPTransform<?, ?, ?> application, ParDo.MultiOutput<?, ?> parDo) {
    return application.getInputs().entrySet().stream()
        .filter(input -> !parDo.getAdditionalInputs().containsKey(input.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private void problem(
      AppliedPTransform<?, ?, ?> application, ParDo.MultiOutput<?, ?> parDo, String what) {
    problems.add(
        application.getFullName()
            + ": the splittable DoFn "
            + parDo.getFn().getClass().getName()
            + " "
            + what
            + ", or run it on another runner or as a batch");
  }

  private static boolean usesFinalizer(DoFnSignature.MethodWithExtraParameters method) {
    return method != null
        && method.extraParameters().stream().anyMatch(BundleFinalizerParameter.class::isInstance);
  }

  private static boolean isParDo(PTransform<?, ?> transform) {
    return transform instanceof ParDo.MultiOutput;
  }
}
