package io.tidemark.cli;

import io.tidemark.pipeline.UsageException;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that reads one snapshot of an index. */
abstract class SnapshotCommand extends StoreCommand {
  private static final long GIBIBYTE = 1L << 30;

  @Option(
      names = "--index",
      required = true,
      paramLabel = "URI",
      description = "The index: s3://bucket/prefix or a local path.")
  String index = "";

  @Option(names = "--at", paramLabel = "VERSION", description = "A version. Default: the newest.")
  @Nullable Long at;

  @Option(
      names = "--asOf",
      paramLabel = "INSTANT",
      description = "Only layers whose windows end at or before it, e.g. 2026-05-04T18:30:00Z.")
  @Nullable Instant asOf;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Keeps shard files here. Default: ~/.cache/tidemark.")
  @Nullable Path cache;

  @Option(
      names = "--cacheGiB",
      paramLabel = "N",
      description = "How large the cache may grow. Default: ${DEFAULT-VALUE}.")
  long cacheGib = 16;

  /** Opens what the options name. */
  final OpenIndex openIndex() throws IOException {
    ObjectStore store = open(index);
    return openIndex(store, snapshot(store));
  }

  /** Opens a snapshot as of the instant the options name. */
  final OpenIndex openIndex(ObjectStore store, Snapshot snapshot) throws IOException {
    Instant until = asOf == null ? Instant.MAX : asOf;
    return OpenIndex.open(store, snapshot, until, cacheFolder(), Math.max(1, cacheGib) * GIBIBYTE);
  }

  /** The snapshot the options name. */
  final Snapshot snapshot(ObjectStore store) throws IOException {
    if (at == null) {
      return newest(store);
    }
    if (at < 1) {
      throw new UsageException("Cannot read --at=" + at + ": versions start at 1");
    }
    Optional<Snapshot> found = new SnapshotLog(store).at(at);
    if (found.isPresent()) {
      return found.get();
    }
    throw new UsageException(
        "Cannot read version "
            + at
            + " of "
            + store.uri()
            + ": there is none; the newest is "
            + newest(store).version());
  }

  private Path cacheFolder() {
    return cache == null ? CacheFolder.standard() : cache;
  }
}
