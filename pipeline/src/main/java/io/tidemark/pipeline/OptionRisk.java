package io.tidemark.pipeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * An option, or a combination of some, that an engine takes and a run suffers from.
 *
 * @param effect whether the run works all the same
 * @param problem what is given, and what it does
 * @param advice what to give instead
 */
public record OptionRisk(Effect effect, String problem, String advice) {

  /** What a risky option does to a run. */
  public enum Effect {
    /** The run is slower, or its index staler, than it need be. */
    HURTS,
    /** The run fails, or publishes nothing. */
    BREAKS
  }

  /** One that makes a run worse than it need be. */
  public static OptionRisk hurts(String problem, String advice) {
    return new OptionRisk(Effect.HURTS, problem, advice);
  }

  /** One with which a run cannot do its work. */
  public static OptionRisk breaks(String problem, String advice) {
    return new OptionRisk(Effect.BREAKS, problem, advice);
  }

  /** Folders of this machine, in a run whose workers are on others. */
  public static List<OptionRisk> folders(RunPlan plan) {
    return Stream.of(plan.watch().input(), plan.output())
        .filter(place -> !place.contains("://") || place.startsWith("file:"))
        .map(
            place ->
                hurts(
                    place + " is a folder, and the workers look for it on their own machines",
                    "Let all machines mount it there, or use s3://"))
        .toList();
  }

  @Override
  public String toString() {
    return problem + ". " + advice;
  }
}
