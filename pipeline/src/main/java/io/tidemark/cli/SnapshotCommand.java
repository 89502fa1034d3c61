package io.tidemark.cli;

import io.tidemark.pipeline.UsageException;
import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
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

  /** Opens what the options name; without a version the newest that is whole. */
  final OpenIndex openIndex() throws IOException {
    ObjectStore store = open(index);
    return at == null
        ? OpenIndex.newest(store, until(), cacheFolder(), cacheBytes(), this::warn)
        : openIndex(store, version(store, at));
  }

  /** Opens a snapshot as of the instant the options name. */
  final OpenIndex openIndex(ObjectStore store, Snapshot snapshot) throws IOException {
    return OpenIndex.open(store, snapshot, until(), cacheFolder(), cacheBytes());
  }

  /**
   * The snapshot the options name.
   *
   * @param tell is told of newer ones that are damaged
   */
  final Snapshot snapshot(ObjectStore store, Consumer<DamagedFileException> tell)
      throws IOException {
    return at == null ? newest(store, tell) : version(store, at);
  }

  private Snapshot version(ObjectStore store, long version) throws IOException {
    if (version < 1) {
      throw new UsageException("Cannot read --at=" + version + ": versions start at 1");
    }
    Optional<Snapshot> found = new SnapshotLog(store).at(version);
    if (found.isPresent()) {
      return found.get();
    }
    throw new UsageException(
        "Cannot read version "
            + version
            + " of "
            + store.uri()
            + ": there is none; the newest is "
            + newest(store, this::warn).version());
  }

  private Instant until() {
    return asOf == null ? Instant.MAX : asOf;
  }

  private long cacheBytes() {
    return Math.max(1, cacheGib) * GIBIBYTE;
  }

  private Path cacheFolder() {
    return cache == null ? CacheFolder.standard() : cache;
  }
}
