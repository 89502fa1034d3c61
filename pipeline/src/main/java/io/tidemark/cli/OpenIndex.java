package io.tidemark.cli;

import io.tidemark.index.IndexSource;
import io.tidemark.index.NewestSnapshot;
import io.tidemark.index.Queries;
import io.tidemark.index.ShardCache;
import io.tidemark.index.SnapshotReader;
import io.tidemark.pipeline.UsageException;
import io.tidemark.publish.DamagedFileException;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.settings.Analyzers;
import io.tidemark.storage.ObjectStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** An index opened for reading: its store, its cache on this machine, one snapshot of it. */
record OpenIndex(ObjectStore store, ShardCache cache, SnapshotReader reader) implements Closeable {

  /**
   * Opens a snapshot.
   *
   * @param store of the index; closed with this
   * @param snapshot of it
   * @param asOf only layers whose windows end at or before it count
   * @param folder of the cache
   * @param cacheBytes how large the cache may grow
   */
  static OpenIndex open(
      ObjectStore store, Snapshot snapshot, Instant asOf, Path folder, long cacheBytes)
      throws IOException {
    IndexSource source = source(store, folder, cacheBytes);
    return new OpenIndex(store, source.cache(), SnapshotReader.open(source, snapshot, asOf));
  }

  /**
   * Opens the newest snapshot that is whole; the rest as above.
   *
   * @param tell is told of what is damaged in newer ones
   */
  static OpenIndex newest(
      ObjectStore store,
      Instant asOf,
      Path folder,
      long cacheBytes,
      Consumer<DamagedFileException> tell)
      throws IOException {
    IndexSource source = source(store, folder, cacheBytes);
    SnapshotReader reader =
        new NewestSnapshot(source, tell).open(asOf).orElseThrow(() -> StoreCommand.noIndex(store));
    return new OpenIndex(store, source.cache(), reader);
  }

  private static IndexSource source(ObjectStore store, Path folder, long cacheBytes)
      throws IOException {
    return new IndexSource(store, new SnapshotLog(store)::layer, cache(folder, cacheBytes));
  }

  private static ShardCache cache(Path folder, long bytes) throws IOException {
    try {
      return ShardCache.open(folder, bytes, Clock.systemUTC());
    } catch (FileSystemException e) {
      throw new UsageException(
          "Cannot keep shard files in "
              + folder
              + ": it is no folder that can be written; give another one as --cache");
    }
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
