package io.tidemark.pipeline;

import io.tidemark.publish.IndexIdentity;
import java.io.IOException;
import java.time.Clock;

/** Builds an index anew from all changes that are there, to compare another one with. */
public final class Rebuild {
  private Rebuild() {}

  /**
   * Runs the pipeline over the whole input, to its end.
   *
   * @param options with access to the stores; changed by this
   * @param identity of the index to build
   * @param input where the changes are
   * @param output where the index goes; must be empty
   */
  public static void run(
      TidemarkOptions options, IndexIdentity identity, String input, String output)
      throws IOException {
    options.setInput(input);
    options.setOutput(output);
    options.setIndex("the settings of the index");
    options.setLayout(identity.layout());
    options.setPeriod(identity.period());
    options.setShards(identity.shards());
    options.setUntil("now");
    try (DeltaIndexRun run =
        DeltaIndexRun.start(RunPlan.of(options), identity.settings(), options, Clock.systemUTC())) {
      run.await(progress -> {});
    }
  }
}
