package io.tidemark.index;

import io.tidemark.publish.segment.Sha256;
import io.tidemark.publish.segment.ShardFile;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings one shard file to this machine, verified and whole or not at all. */
final class ShardDownload {
  /** Up to this size one request that holds the object in memory beats two that stream it. */
  private static final long IN_ONE_REQUEST = 8L << 20;

  /** Downloads before an object counts as damaged: a bad wire garbles one, not all. */
  private static final int DOWNLOADS = 3;

  private static final int BUFFER = 1 << 17;
  static final String PARTIAL = ".part";

  private ShardDownload() {}

  /**
   * Copies the object to the target.
   *
   * @throws DamagedShardException when its size or SHA-256 is not the one its layer lists
   */
  static void download(ObjectStore store, ShardFile file, Path target) throws IOException {
    Path partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PARTIAL);
    try {
      fetch(store, file, partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void fetch(ObjectStore store, ShardFile file, Path partial) throws IOException {
    for (int i = 1; ; i++) {
      MessageDigest sha256 = Sha256.digest();
      long size;
      try (InputStream in = open(store, file);
          FileChannel out =
              FileChannel.open(
                  partial,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE)) {
        size = copy(in, out, sha256);
        // Without this a power failure can leave a file of the right size with no bytes in it.
        out.force(true);
      }
      try {
        verify(store, file, size, HexFormat.of().formatHex(sha256.digest()));
        return;
      } catch (DamagedShardException e) {
        if (i == DOWNLOADS) {
          throw e;
        }
      }
    }
  }

  private static InputStream open(ObjectStore store, ShardFile file) throws IOException {
    if (file.bytes() <= IN_ONE_REQUEST) {
      return new ByteArrayInputStream(get(store, file));
    }
    Optional<StoredObject> object = store.head(file.key());
    if (object.isEmpty()) {
      throw missing(store, file, null);
    }
    checkSize(store, file, object.get().size());
    return store.open(file.key(), object.get().etag(), 0, file.bytes());
  }

  private static byte[] get(ObjectStore store, ShardFile file) throws IOException {
    try {
      return store.get(file.key());
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        throw missing(store, file, e);
      }
      throw e;
    }
  }

  private static long copy(InputStream in, FileChannel out, MessageDigest sha256)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sha256.update(buffer, 0, n);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      size += n;
    }
    return size;
  }

  private static void verify(ObjectStore store, ShardFile file, long size, String sha256)
      throws DamagedShardException {
    checkSize(store, file, size);
    if (!sha256.equals(file.sha256())) {
      throw new DamagedShardException(
          store.uri(),
          file.key(),
          "its SHA-256 is " + sha256 + ", its layer lists " + file.sha256(),
          null);
    }
  }

  private static void checkSize(ObjectStore store, ShardFile file, long size)
      throws DamagedShardException {
    if (size != file.bytes()) {
      throw new DamagedShardException(
          store.uri(),
          file.key(),
          "it has " + size + " bytes, its layer lists " + file.bytes(),
          null);
    }
  }

  private static DamagedShardException missing(
      ObjectStore store, ShardFile file, @Nullable Exception cause) {
    return new DamagedShardException(store.uri(), file.key(), "there is no such object", cause);
  }
}
