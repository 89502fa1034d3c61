package io.tidemark.publish.segment;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Checks a stored shard file against what its layer says of it: that it is there, has the size and
 * the SHA-256, unpacks, passes Lucene's {@code CheckIndex} at its most thorough, holds the counts,
 * and holds its documents in the order of their ids.
 */
public final class ShardCheck {
  /** Reads before bytes count as damaged: a bad wire garbles one, not all. */
  private static final int READS = 3;

  private final ObjectStore store;
  private final Path scratch;

  /**
   * @param store the index lies in
   * @param scratch folder to unpack in; what is put there is removed again
   */
  public ShardCheck(ObjectStore store, Path scratch) {
    this.store = store;
    this.scratch = scratch;
  }

  /**
   * Fetches and checks one shard file.
   *
   * @return what is wrong with it, in words; empty when nothing is. A check that fails ends the
   *     checking, since those after it would only repeat it
   * @throws StoreException when the store cannot be asked: that says nothing about the file
   * @throws IOException when the scratch folder cannot be written
   */
  public List<String> check(ShardFile shard) throws IOException {
    byte[] bytes = {};
    String problem = null;
    for (int i = 0; i < READS && (i == 0 || problem != null); i++) {
      try {
        bytes = store.get(shard.key());
      } catch (StoreException e) {
        if (e.kind() == StoreException.Kind.NOT_FOUND) {
          return List.of(problem(shard, "it is not in the store"));
        }
        throw e;
      }
      problem = difference(shard, bytes);
    }
    if (problem != null) {
      return List.of(problem(shard, problem));
    }
    Files.createDirectories(scratch);
    Path folder = Files.createTempDirectory(scratch, "shard-");
    try {
      return checkUnpacked(shard, bytes, folder);
    } finally {
      IOUtils.rm(folder);
    }
  }

  private static @Nullable String difference(ShardFile shard, byte[] bytes) {
    if (bytes.length != shard.bytes()) {
      return "it has " + bytes.length + " bytes instead of " + shard.bytes();
    }
    String sha256 = Sha256.hex(bytes);
    return sha256.equals(shard.sha256())
        ? null
        : "its SHA-256 is " + sha256 + " instead of " + shard.sha256();
  }

  private static List<String> checkUnpacked(ShardFile shard, byte[] bytes, Path folder)
      throws IOException {
    try (Directory directory = FSDirectory.open(folder, NoLockFactory.INSTANCE)) {
      SegmentArchive.unpack(new ByteArrayInputStream(bytes), folder);
      checkIndex(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        return SegmentAudit.of(reader, shard).stream().map(words -> problem(shard, words)).toList();
      }
    } catch (IOException | CheckIndex.CheckIndexException e) {
      return List.of(problem(shard, words(e)));
    }
  }

  private static void checkIndex(Directory directory) throws IOException {
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setDoSlowChecks(true);
      check.setThreadCount(1);
      check.setFailFast(true);
      if (!check.checkIndex().clean) {
        throw new CheckIndex.CheckIndexException("the commit point is not clean");
      }
    }
  }

  private static String words(Throwable thrown) {
    StringBuilder words = new StringBuilder(String.valueOf(thrown.getMessage()));
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      words.append("; because: ").append(cause.getMessage());
    }
    return words.toString();
  }

  private static String problem(ShardFile shard, String words) {
    return "Shard file " + shard.key() + ": " + words;
  }
}
