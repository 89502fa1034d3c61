package io.tidemark.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;

/** The engines of the jar that was started. */
public final class Engines {
  private Engines() {}

  /**
   * The engine of a name: short, or that of Beam's runner.
   *
   * @throws UsageException when this jar has no such engine
   */
  static Engine named(String name) {
    return all().stream()
        .filter(
            engine ->
                engine.name().equalsIgnoreCase(name)
                    || engine.runner().getSimpleName().equalsIgnoreCase(name)
                    || engine.runner().getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot run with --runner="
                        + name
                        + ": this jar has "
                        + all().stream().map(Engine::name).toList()));
  }

  /** The engine of a run that names none; a library without engines has no such thing. */
  static Optional<Engine> preferred() {
    return all().stream().findFirst();
  }

  /** The engine that the options name. */
  public static Engine of(PipelineOptions options) {
    return named(options.getRunner().getName());
  }

  /** The engine that the options name, if this jar has it. */
  public static Optional<Engine> find(PipelineOptions options) {
    return all().stream().filter(e -> e.runner().equals(options.getRunner())).findFirst();
  }

  private static List<Engine> all() {
    return ServiceLoader.load(Engine.class).stream().map(ServiceLoader.Provider::get).toList();
  }
}
