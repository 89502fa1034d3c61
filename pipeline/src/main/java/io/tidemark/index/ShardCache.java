package io.tidemark.index;

import io.tidemark.publish.segment.ShardFile;
import io.tidemark.storage.ObjectStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps shard files in a local folder, named by the SHA-256 of their bytes: a file once there is
 * right for ever, whichever index, snapshot or process asks for it. One object is fetched once.
 *
 * <p>Safe for many threads and many processes on one folder: a file appears by an atomic rename,
 * whole and verified. Two that fetch the same file at once both do, and either copy serves. A file
 * another process removes to make room stays readable to those who hold it open.
 *
 * <p>An entry of the wrong size is replaced, as is one Lucene refuses to open ({@link
 * OpenSegment}); both are logged by name. Bytes are hashed when they arrive, not each time they are
 * opened.
 */
public final class ShardCache implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardCache.class);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  static final String SUFFIX = ".zip";

  private final Path folder;
  private final Directory directory;
  private final long maxBytes;
  private final Clock clock;
  private final Map<String, Integer> inUse = new ConcurrentHashMap<>();

  private ShardCache(Path folder, Directory directory, long maxBytes, Clock clock) {
    this.folder = folder;
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /**
   * Opens a cache folder, making it when it is absent.
   *
   * @param folder on a local disk; nothing else may be kept in it
   * @param maxBytes {@link #trim} removes the files used longest ago beyond so many bytes; those in
   *     use by this cache stay
   * @param clock tells when a file was used last
   */
  public static ShardCache open(Path folder, long maxBytes, Clock clock) throws IOException {
    Files.createDirectories(folder);
    return new ShardCache(folder, FSDirectory.open(folder), maxBytes, clock);
  }

  /** The folder of the cache. */
  public Path folder() {
    return folder;
  }

  /** Removes what was used longest ago and is over the size allowed. */
  public void trim() throws IOException {
    CacheEviction.trim(folder, maxBytes, inUse::containsKey, clock.instant());
  }

  /**
   * A shard file on this machine, fetched when it is not there yet, and kept until it is closed.
   *
   * @throws DamagedShardException when the object is not the one the layer lists
   */
  CachedShard fetch(ObjectStore store, ShardFile file) throws IOException {
    if (!SHA256.matcher(file.sha256()).matches()) {
      throw new DamagedShardException(
          store.uri(), file.key(), "its layer lists no SHA-256 but '" + file.sha256() + "'", null);
    }
    String name = file.sha256() + SUFFIX;
    inUse.merge(name, 1, Integer::sum);
    try {
      boolean fetched = !touch(name, file);
      if (fetched) {
        ShardDownload.download(store, file, folder.resolve(name));
      }
      return new CachedShard(name, fetched);
    } catch (IOException | RuntimeException e) {
      release(name);
      throw e;
    }
  }

  /** Drops an entry that turned out to be damaged. */
  void discard(String name, Exception reason) throws IOException {
    LOG.warn(
        "Cache entry {} is damaged, fetching it anew: {}", folder.resolve(name), reason.toString());
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }

  private boolean touch(String name, ShardFile file) throws IOException {
    Path path = folder.resolve(name);
    try {
      long size = Files.size(path);
      if (size != file.bytes()) {
        discard(name, new IOException(size + " bytes instead of " + file.bytes()));
        return false;
      }
      Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void release(String name) {
    inUse.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
  }

  /** A shard file in the cache; not evicted until it is closed. */
  final class CachedShard implements Closeable {
    private final String name;
    private final boolean fetched;

    private CachedShard(String name, boolean fetched) {
      this.name = name;
      this.fetched = fetched;
    }

    /** Whether its bytes came from the store, and so were verified, just now. */
    boolean fetched() {
      return fetched;
    }

    String name() {
      return name;
    }

    ZipDirectory open() throws IOException {
      return ZipDirectory.open(directory, name);
    }

    @Override
    public void close() {
      release(name);
    }
  }
}
