package io.tidemark.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import software.amazon.awssdk.regions.Region;

/** Reads options as Beam does, with the short forms Tidemark adds. */
public final class OptionParser {
  private static final String RUNNER = "--runner=";
  private static final String NAME = "--appName=";
  private static final Pattern UNKNOWN = Pattern.compile("missing a property named '[^']*'\\.");
  private static final Pattern SECRET =
      Pattern.compile("credential|proxy|secret|key|token", Pattern.CASE_INSENSITIVE);

  private OptionParser() {}

  /**
   * Parses {@code --name=value} arguments.
   *
   * @throws UsageException with every one of them that is not known or does not fit
   */
  public static TidemarkOptions parse(List<String> arguments) {
    PipelineOptionsFactory.register(TidemarkOptions.class);
    List<String> beam = new ArrayList<>();
    Optional<Engine> engine = Optional.empty();
    for (String argument : arguments) {
      if (argument.startsWith(RUNNER)) {
        engine = Optional.of(Engines.named(argument.substring(RUNNER.length())));
      } else {
        beam.add(argument);
      }
    }
    TidemarkOptions options;
    try {
      options =
          PipelineOptionsFactory.fromArgs(beam.toArray(String[]::new)).as(TidemarkOptions.class);
    } catch (IllegalArgumentException e) {
      throw new UsageException("Cannot read the options", problems(beam, e));
    }
    engine.or(Engines::preferred).ifPresent(found -> options.setRunner(found.runner()));
    if (beam.stream().noneMatch(argument -> argument.startsWith(NAME))) {
      options.as(ApplicationNameOptions.class).setAppName("tidemark");
    }
    if (options.getRegion() != null) {
      options.setAwsRegion(Region.of(options.getRegion()));
    }
    return options;
  }

  /** Beam names the first problem only, and not always its option: each is tried by itself. */
  private static List<String> problems(List<String> arguments, IllegalArgumentException all) {
    List<String> problems = new ArrayList<>();
    for (String argument : arguments) {
      try {
        PipelineOptionsFactory.fromArgs(argument).as(TidemarkOptions.class);
      } catch (IllegalArgumentException e) {
        problems.add(problem(argument, String.valueOf(e.getMessage())));
      }
    }
    return problems.isEmpty() ? List.of(String.valueOf(all.getMessage())) : problems;
  }

  private static String problem(String argument, String message) {
    String option = argument.replaceFirst("(?s)=.*", "");
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return "there is no option " + option + "." + message.substring(unknown.end());
    }
    if (!argument.startsWith("--")) {
      return "'" + argument + "' is no option: options are written --name=value";
    }
    // What was given for credentials must not be seen again.
    return SECRET.matcher(option).find()
        ? option + ": the value cannot be read"
        : argument + ": " + message.lines().findFirst().orElse("the value cannot be read");
  }
}
