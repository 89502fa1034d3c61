package io.tidemark.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import software.amazon.awssdk.regions.Region;

/** Reads options as Beam does, with the short forms Tidemark adds. */
public final class OptionParser {
  private static final String RUNNER = "--runner=";

  private OptionParser() {}

  /**
   * Parses {@code --name=value} arguments.
   *
   * @throws UsageException when one of them is not known or does not fit
   */
  public static TidemarkOptions parse(List<String> arguments) {
    PipelineOptionsFactory.register(TidemarkOptions.class);
    List<String> beam = new ArrayList<>();
    Optional<Engine> engine = Optional.empty();
    for (String argument : arguments) {
      if (argument.startsWith(RUNNER)) {
        engine = Optional.of(engine(argument.substring(RUNNER.length())));
      } else {
        beam.add(argument);
      }
    }
    TidemarkOptions options;
    try {
      options =
          PipelineOptionsFactory.fromArgs(beam.toArray(String[]::new)).as(TidemarkOptions.class);
    } catch (IllegalArgumentException e) {
      throw new UsageException("Cannot read the options", List.of(String.valueOf(e.getMessage())));
    }
    engine.or(() -> engines().stream().findFirst()).ifPresent(found -> apply(found, options));
    if (options.getRegion() != null) {
      options.setAwsRegion(Region.of(options.getRegion()));
    }
    return options;
  }

  private static void apply(Engine engine, TidemarkOptions options) {
    options.setRunner(engine.runner());
    engine.prepare(options);
  }

  private static Engine engine(String name) {
    return engines().stream()
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
                        + engines().stream().map(Engine::name).toList()));
  }

  private static List<Engine> engines() {
    return ServiceLoader.load(Engine.class).stream().map(ServiceLoader.Provider::get).toList();
  }
}
