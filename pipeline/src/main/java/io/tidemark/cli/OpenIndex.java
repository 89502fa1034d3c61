package io.tidemark.cli;

import io.tidemark.index.IndexSource;
import io.tidemark.index.Queries;
import io.tidemark.index.ShardCache;
import io.tidemark.index.SnapshotReader;
import io.tidemark.pipeline.UsageException;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.settings.Analyzers;
import io.tidemark.storage.ObjectStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An index opened for reading: its store, its cache on this machine, one snapshot of it. */
record OpenIndex(ObjectStore store, ShardCache cache, SnapshotReader reader) implements Closeable {

  /**
   * Opens a snapshot.
   *
   * @param store of the index; closed with this
   * @param version wanted; null for the newest
   * @param asOf only layers whose windows end at or before it count
   * @param folder of the cache
   * @param cacheBytes how large the cache may grow
   */
  static OpenIndex open(
      ObjectStore store, @Nullable Long version, Instant asOf, Path folder, long cacheBytes)
      throws IOException {
    Snapshot snapshot = version == null ? StoreCommand.newest(store) : version(store, version);
    ShardCache cache = ShardCache.open(folder, cacheBytes, Clock.systemUTC());
    IndexSource source = new IndexSource(store, new SnapshotLog(store)::layer, cache);
    return new OpenIndex(store, cache, SnapshotReader.open(source, snapshot, asOf));
  }

  private static Snapshot version(ObjectStore store, long version) throws IOException {
    return new SnapshotLog(store)
        .at(version)
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot read version "
                        + version
                        + " of "
                        + store.uri()
                        + ": it has none such"));
  }

  /** Parses queries as the index was analysed. */
  Queries queries() {
    var settings = reader.snapshot().index().settings();
    return Queries.of(settings, Analyzers.perField(settings));
  }

  @Override
  public void close() throws IOException {
    reader.close();
    cache.close();
    store.close();
  }
}
