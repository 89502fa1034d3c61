package io.tidemark.doctor;

import io.tidemark.changes.watch.PartitionLayout;
import io.tidemark.pipeline.Durations;
import io.tidemark.pipeline.Engine;
import io.tidemark.pipeline.Engines;
import io.tidemark.pipeline.OptionRisk;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.pipeline.UsageException;
import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.SettingsException;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Would a run take these options, and suffer from any? */
final class OptionProof {
  private static final String ABOUT = "options";
  private static final String REFUSED = "A run refuses it";

  private final TidemarkOptions options;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable RunPlan plan;
  private @Nullable IndexSettings settings;

  private OptionProof(TidemarkOptions options) {
    this.options = options;
  }

  static OptionProof of(TidemarkOptions options) throws IOException {
    OptionProof proof = new OptionProof(options);
    proof.examine();
    return proof;
  }

  private void examine() throws IOException {
    boolean named = options.getIndex() != null;
    if (!named) {
      options.setIndex("index.yaml"); // Not read: all else can be told without it.
    }
    try {
      RunPlan read = RunPlan.of(options);
      plan = read;
      if (named) {
        settings = settings(read);
      }
      Engines.find(options).ifPresent(engine -> judge(engine, read));
    } catch (UsageException e) {
      e.problems().forEach(problem -> findings.add(Finding.fault(ABOUT, problem, REFUSED)));
    }
    if (findings.isEmpty()) {
      String index = named ? "" : "; --index was not given, so the index settings were not";
      findings.add(Finding.ok(ABOUT, "checked" + index));
    }
  }

  private @Nullable IndexSettings settings(RunPlan read) throws IOException {
    try {
      return read.settings(options);
    } catch (SettingsException e) {
      e.problems().forEach(problem -> findings.add(Finding.fault("index.yaml", problem, REFUSED)));
    } catch (StoreException e) {
      findings.add(Finding.failed("index.yaml", e));
    }
    return null;
  }

  private void judge(Engine engine, RunPlan read) {
    for (OptionRisk risk : engine.risks(options, read)) {
      findings.add(
          risk.effect() == OptionRisk.Effect.BREAKS
              ? Finding.fault(engine.name(), risk.problem(), risk.advice())
              : Finding.warning(engine.name(), risk.problem(), risk.advice()));
    }
  }

  List<Finding> findings() {
    return findings;
  }

  /** The layout asked for, whatever else is wrong; empty when it cannot be used itself. */
  Optional<PartitionLayout> layout() {
    try {
      Duration period = Durations.parse(options.getPeriod());
      return Optional.of(PartitionLayout.of(options.getLayout(), period));
    } catch (IllegalArgumentException told) {
      return Optional.empty();
    }
  }

  /** What the options ask for; empty when they cannot be used. */
  Optional<RunPlan> plan() {
    return Optional.ofNullable(plan);
  }

  /** The index settings; empty when they were not given or cannot be used. */
  Optional<IndexSettings> settings() {
    return Optional.ofNullable(settings);
  }
}
