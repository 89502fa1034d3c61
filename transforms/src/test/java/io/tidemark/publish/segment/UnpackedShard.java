package io.tidemark.publish.segment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.IOUtils;

/** A shard file as Lucene sees it, unpacked into a folder of its own until it is closed. */
final class UnpackedShard implements AutoCloseable {
  private final Path folder;
  private final Directory directory;

  /** Unpacks the shard and has Lucene check it in full. */
  UnpackedShard(ShardBytes shard) throws IOException {
    folder = Files.createTempDirectory("shard");
    directory = FSDirectory.open(folder, NoLockFactory.INSTANCE);
    SegmentArchive.unpack(new ByteArrayInputStream(shard.bytes()), folder);
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setDoSlowChecks(true);
      check.setThreadCount(1);
      check.setFailFast(true);
      if (!check.checkIndex().clean) {
        throw new AssertionError("CheckIndex is not content with the commit point");
      }
    }
  }

  Directory directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    directory.close();
    IOUtils.rm(folder);
  }
}
