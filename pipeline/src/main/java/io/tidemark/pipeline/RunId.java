package io.tidemark.pipeline;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a run, by which heartbeat, snapshots and stop markers tell it from others: random, or
 * given by who starts it and wants to know it again.
 */
public final class RunId {
  private static final String OPTION = "--runId=";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private RunId() {}

  /** One that no run has had. */
  public static String fresh() {
    return UUID.randomUUID().toString();
  }

  /** The argument that gives a run its id. */
  public static String argument(String run) {
    return OPTION + run;
  }

  /** The id that options give, else a fresh one. */
  static String of(TidemarkOptions options) {
    String given = options.getRunId();
    return given == null ? fresh() : given;
  }

  /** It becomes part of a key. */
  static void check(@Nullable String given, OptionCheck check) {
    check.require(
        given == null || PLAIN.matcher(given).matches(),
        OPTION + given + " is not 1 to 100 letters, digits, dashes and underscores");
  }

  /**
   * A run takes what names it for its own: with the id of one that has stopped it would end at
   * once.
   *
   * @param stopped id of the run that has stopped last on the index; null when none has
   * @throws UsageException when that is this one
   */
  static void requireUnused(String run, @Nullable String stopped) {
    if (run.equals(stopped)) {
      throw new UsageException(
          "Cannot run with " + OPTION + run + ": that run has stopped. Give each run another id");
    }
  }
}
