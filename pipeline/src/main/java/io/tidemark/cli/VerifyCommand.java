package io.tidemark.cli;

import io.tidemark.index.IndexDigest;
import io.tidemark.pipeline.Rebuild;
import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.Totals;
import io.tidemark.publish.segment.ShardCheck;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark verify}: is the index what it says it is? */
@Command(
    name = "verify",
    description = {
      "Checks that an index is what it says it is.",
      "Every shard file (size, SHA-256, Lucene's CheckIndex), the counts, and what was passed over.",
      "With --input also rebuilds the index from all changes and compares digests;",
      "that holds only while no change is on its way."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand extends SnapshotCommand {
  @Option(names = "--input", paramLabel = "URI", description = "Rebuild from here and compare.")
  @Nullable String input;

  @Override
  public Integer call() throws Exception {
    List<String> faults = new ArrayList<>();
    PrintWriter out = out();
    try (ObjectStore store = open(index)) {
      Snapshot checked = snapshot(store, damage -> faults.add(damage.getMessage()));
      out.printf(
          Locale.ROOT, "version %,d, %,d layers%n", checked.version(), checked.layers().size());
      checkShards(store, checked, faults);
      checkCounts(checked, faults);
      if (faults.isEmpty()) {
        digest(checked, out, faults);
      }
    }
    faults.forEach(fault -> out.println("FAULT " + fault));
    out.println(faults.isEmpty() ? "no fault found" : faults.size() + " faults found");
    out.flush();
    return faults.isEmpty() ? 0 : Failures.FAULT;
  }

  private static void checkCounts(Snapshot checked, List<String> faults) {
    if (!Status.of(checked, Clock.systemUTC().instant()).addsUp()) {
      faults.add("the counts of objects and records do not add up (tidemark status)");
    }
    checked.progress().pending().stream()
        .map(leg -> leg.receipt().object())
        .distinct()
        .forEach(object -> faults.add(object + " is committed only in part"));
  }

  private void digest(Snapshot checked, PrintWriter out, List<String> faults) throws IOException {
    IndexDigest digest;
    try (OpenIndex opened = openIndex(open(index), checked)) {
      digest = IndexDigest.of(opened.reader());
    }
    out.println(digest.line());
    Totals totals = checked.progress().totals();
    long passedOver = totals.diverted() + totals.dropped() + totals.skipped();
    if (!checked.progress().debt().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "partitions are owed, so it is not compared with its input: %s%n",
          DebtStatus.of(checked).text());
    } else if (passedOver > 0) {
      out.printf(
          Locale.ROOT,
          "%,d objects are on record and not in the index (late/), so it is not compared with its"
              + " input%n",
          passedOver);
    } else if (input != null) {
      compare(digest, checked, input, faults);
    }
  }

  private static void checkShards(ObjectStore store, Snapshot checked, List<String> faults)
      throws IOException {
    SnapshotLog log = new SnapshotLog(store);
    Path scratch = Files.createTempDirectory("tidemark-check-");
    try {
      ShardCheck check = new ShardCheck(store, scratch);
      for (LayerRef layer : checked.layers()) {
        try {
          for (ShardFile shard : log.layer(layer).shards()) {
            faults.addAll(check.check(shard));
          }
        } catch (DamagedFileException e) {
          faults.add(e.getMessage());
        }
      }
    } finally {
      IOUtils.rm(scratch);
    }
  }

  private void compare(IndexDigest digest, Snapshot checked, String from, List<String> faults)
      throws IOException {
    Path scratch = Files.createTempDirectory("tidemark-verify-");
    try {
      Rebuild.run(options(), checked.index(), from, scratch.toString());
      Path cached = scratch.resolve("cache");
      ObjectStore store = open(scratch.toString());
      try (OpenIndex again =
          OpenIndex.open(store, newest(store, this::warn), Instant.MAX, cached, Long.MAX_VALUE)) {
        IndexDigest wanted = IndexDigest.of(again.reader());
        if (!wanted.equals(digest)) {
          faults.add("the index differs from one rebuilt from " + from + ": " + wanted.line());
        }
      }
    } finally {
      IOUtils.rm(scratch);
    }
  }
}
