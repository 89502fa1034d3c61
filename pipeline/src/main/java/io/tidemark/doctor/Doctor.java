package io.tidemark.doctor;

import io.tidemark.changes.watch.PartitionLayout;
import io.tidemark.changes.watch.WatchSettings.Closing;
import io.tidemark.doctor.Finding.Grade;
import io.tidemark.pipeline.Nesting;
import io.tidemark.pipeline.RunPlan;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Examines where a run is to work, before it does. The input is only listed and read. In the output
 * everything is tried out in a folder of its own, {@code doctor/} and a random name, which is
 * removed again.
 */
public final class Doctor {
  private static final Closing USUAL_CLOSING = new Closing(Duration.ofSeconds(2), Duration.ZERO);
  private static final PartitionLayout USUAL_LAYOUT =
      PartitionLayout.of("dt={yyyy-MM-dd}/hr={HH}/mi={mm}", Duration.ofMinutes(10));
  private static final List<StoreProof> PROOFS =
      List.of(
          new WritingProof(),
          new CreationProof(),
          new ListingProof(),
          OrderProof.ascii(),
          OrderProof.unicode(),
          new RangeProof());

  private final TidemarkOptions options;
  private final Clock clock;
  private final String input;
  private final String output;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(TidemarkOptions options, String input, String output, Clock clock) {
    this.options = options;
    this.input = input;
    this.output = output;
    this.clock = clock;
  }

  /**
   * Examines the input and the output of a run with these options, and the options.
   *
   * @param input URI
   * @param output URI
   * @param clock of this machine
   * @throws StoreException when one of the URIs is none
   */
  public static Diagnosis examine(TidemarkOptions options, String input, String output, Clock clock)
      throws IOException {
    options.setInput(input);
    options.setOutput(output);
    return new Doctor(options, input, output, clock).diagnosis();
  }

  private Diagnosis diagnosis() throws IOException {
    Region region = options.getAwsRegion();
    String partition = region == null ? "aws" : PartitionMetadata.of(region).id();
    Place from = Place.of(input, partition);
    Place to = Place.of(output, partition);
    try (ObjectStore source = ObjectStores.open(input, options);
        ObjectStore target = ObjectStores.open(output, options)) {
      OptionProof asked = OptionProof.of(options);
      findings.addAll(asked.findings());
      Optional<PartitionLayout> layout = asked.layout();
      Instant now = clock.instant();
      look("input", () -> new InputProof(source, from, layout.orElse(null), now).findings());
      if (Nesting.problem(input, output, layout.orElse(USUAL_LAYOUT)).isEmpty()) {
        examineOutput(target, to, asked);
      } else {
        String told = "nothing was tried there, so that nothing is written into the input";
        findings.add(Finding.warning("output", told, "Put --output elsewhere first"));
      }
    }
    String index = options.getIndex();
    Place settings = index == null ? null : Place.of(index, partition);
    return new Diagnosis(findings, new AccessNeeds(from, to, settings));
  }

  private void examineOutput(ObjectStore target, Place to, OptionProof asked) {
    ProbeFolder folder = new ProbeFolder(target);
    try {
      Grade rights = look("output", () -> new OutputAccess(target, folder, to).findings());
      if (rights == Grade.OK) {
        look("index", () -> index(target, asked));
        prove(folder, asked);
      } else {
        String told = "what else it must do was not tried";
        findings.add(Finding.warning("output", told, "Run the doctor again when that is mended"));
      }
    } finally {
      folder
          .remove()
          .map(why -> "something is left in " + folder.uri() + ": " + why.getMessage())
          .map(told -> Finding.warning("probes", told, "Delete that folder by hand"))
          .ifPresent(findings::add);
    }
  }

  private void prove(ObjectStore folder, OptionProof asked) {
    for (StoreProof proof : PROOFS) {
      if (look(proof.about(), () -> proof.findings(folder)) == Grade.UNREACHABLE) {
        return; // Each further one would wait as long, and tell the same.
      }
    }
    Closing closing = asked.plan().map(plan -> plan.watch().closing()).orElse(USUAL_CLOSING);
    ClockProof compared = new ClockProof(clock, closing.settle(), closing.watermarkDelay());
    look("clock", () -> compared.findings(folder));
  }

  /** Would a run continue what is in the output? */
  private static List<Finding> index(ObjectStore target, OptionProof asked) throws IOException {
    Optional<RunPlan> plan = asked.plan();
    Optional<IndexSettings> settings = asked.settings();
    if (plan.isEmpty() || settings.isEmpty()) {
      return List.of();
    }
    Optional<SnapshotHead> newest = new SnapshotLog(target).newestHead();
    if (newest.isEmpty()) {
      return List.of(Finding.ok("index", "there is none yet; a run makes one"));
    }
    List<String> differences =
        newest.get().index().differences(plan.get().identity(settings.get()));
    if (differences.isEmpty()) {
      return List.of(Finding.ok("index", "a run continues version " + newest.get().version()));
    }
    String advice = "Run with the settings of the index, or write to another --output";
    return differences.stream().map(told -> Finding.fault("index", told, advice)).toList();
  }

  private interface Look {
    List<Finding> findings() throws IOException;
  }

  /** Takes one look, and tells the worst it found. */
  private Grade look(String about, Look look) {
    List<Finding> found;
    try {
      found = look.findings();
    } catch (StoreException e) {
      found = List.of(Finding.failed(about, e));
    } catch (IOException e) {
      found = List.of(Finding.fault(about, String.valueOf(e.getMessage()), ""));
    }
    findings.addAll(found);
    return found.stream().map(Finding::grade).max(Grade::compareTo).orElse(Grade.OK);
  }
}
