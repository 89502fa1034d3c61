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
import java.time.Clock;
import java.time.Instant;

/** An index opened for reading: its store, its cache on this machine, one snapshot of it. */
record OpenIndex(ObjectStore store, ShardCache cache, SnapshotReader reader) implements Closeable {

  static OpenIndex open(SnapshotOptions options) throws IOException {
    ObjectStore store = options.stores.open(options.index);
    Snapshot snapshot = options.at == null ? StoreAccess.newest(store) : version(store, options.at);
    ShardCache cache =
        ShardCache.open(options.cacheFolder(), options.cacheBytes(), Clock.systemUTC());
    IndexSource source = new IndexSource(store, new SnapshotLog(store)::layer, cache);
    Instant asOf = options.asOf == null ? Instant.MAX : options.asOf;
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
