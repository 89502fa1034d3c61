package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A range of one version of a file. A version that is replaced while it is read stays readable to
 * its end, for the open file outlives its name; one that is overwritten in place does not, and the
 * read fails.
 */
final class LocalRange extends InputStream {
  private final InputStream in;
  private final Path file;
  private final String description;
  private final String etag;
  private final String inode;
  private long remaining;

  private LocalRange(InputStream in, Path file, String description, String etag, String inode) {
    this.in = in;
    this.file = file;
    this.description = description;
    this.etag = etag;
    this.inode = inode;
  }

  static InputStream open(Path file, String key, String uri, String etag, long from, long to)
      throws IOException {
    String description = "'" + key + "' in " + uri;
    BasicFileAttributes before = find(file, key, uri);
    requireEtag(before, etag, description);
    Keys.checkRange(description, from, to, before.size());
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      // Looked at before and after: what was opened in between is the version asked for.
      requireEtag(find(file, key, uri), etag, description);
      channel.position(from);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    LocalRange range =
        new LocalRange(
            Channels.newInputStream(channel), file, description, etag, LocalFiles.inode(before));
    range.remaining = to - from;
    return range;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (remaining == 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    int count;
    try {
      count = in.read(buffer, offset, (int) Math.min(length, remaining));
    } catch (IOException e) {
      throw LocalFailures.of("read " + description, e);
    }
    if (count < 0) {
      throw changed(description, "it became shorter while it was read");
    }
    remaining -= count;
    if (remaining == 0) {
      requireNotOverwritten();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void requireNotOverwritten() throws IOException {
    Optional<BasicFileAttributes> now = LocalFiles.attributes(file);
    if (now.isPresent() && LocalFiles.inode(now.get()).equals(inode)) {
      requireEtag(now.get(), etag, description);
    }
  }

  private static BasicFileAttributes find(Path file, String key, String uri) throws IOException {
    Optional<BasicFileAttributes> found = LocalFiles.attributes(file);
    if (found.isEmpty()) {
      throw LocalFailures.absent(key, uri);
    }
    return found.get();
  }

  private static void requireEtag(BasicFileAttributes file, String etag, String description)
      throws StoreException {
    String now = LocalFiles.etag(file);
    if (!now.equals(etag)) {
      throw changed(description, "its etag is " + now + " by now, not " + etag);
    }
  }

  private static StoreException changed(String description, String how) {
    return new StoreException(Kind.CHANGED, "Cannot read " + description + ": " + how, null);
  }
}
