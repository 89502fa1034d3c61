package io.tidemark.runners.direct;

import io.tidemark.pipeline.Engine;
import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.GivenOptions;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.RunPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** The Direct runner. */
public final class DirectEngine implements Engine {
  private static final String ENCODABILITY = "enforceEncodability";
  private static final String IMMUTABILITY = "enforceImmutability";

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public Class<? extends PipelineRunner<?>> runner() {
    return DirectRunner.class;
  }

  /** Cycles: an endless pipeline of the Direct runner remembers every bundle it ever had. */
  @Override
  public RunKind endless() {
    return RunKind.CYCLES;
  }

  @Override
  public List<OptionRisk> risks(PipelineOptions options, RunPlan plan) {
    GivenOptions given = GivenOptions.of(options);
    DirectOptions direct = options.as(DirectOptions.class);
    List<OptionRisk> risks = new ArrayList<>();
    if (given.has(ENCODABILITY) && direct.isEnforceEncodability()) {
      risks.add(enforced(ENCODABILITY));
    }
    if (given.has(IMMUTABILITY) && direct.isEnforceImmutability()) {
      risks.add(enforced(IMMUTABILITY));
    }
    if (plan.kind(this) == RunKind.STREAMING) {
      risks.add(
          OptionRisk.hurts(
              "--mode=streaming keeps something of every bundle, tens of MiB an hour",
              "Leave it out, or have tidemark watch restart the run"));
    }
    return risks;
  }

  private static OptionRisk enforced(String option) {
    return OptionRisk.hurts(
        "--" + option + " copies and compares every element, and posting deltas are megabytes",
        "Leave it out; if the memory does not suffice the run dies");
  }

  /**
   * Turns off the checks that encode and compare every element (with elements of megabytes they run
   * out of memory), unless they were asked for, and lets {@code run()} return, so that progress can
   * be shown.
   */
  @Override
  public EngineSession open(PipelineOptions options, RunKind kind) {
    GivenOptions given = GivenOptions.of(options);
    DirectOptions direct = options.as(DirectOptions.class);
    if (!given.has(ENCODABILITY)) {
      direct.setEnforceEncodability(false);
    }
    if (!given.has(IMMUTABILITY)) {
      direct.setEnforceImmutability(false);
    }
    direct.setBlockOnRun(false);
    return new EngineSession() {};
  }
}
