package io.tidemark.index;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CompoundDirectory;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/**
 * A shard file as a read-only Lucene directory, in place: entries of the archive are stored, so
 * each is a slice of it. Nothing is unpacked, and a segment takes one memory map rather than one
 * per file.
 */
final class ZipDirectory extends CompoundDirectory {
  private final IndexInput archive;
  private final Map<String, ZipEntries.Entry> entries;

  private ZipDirectory(IndexInput archive, Map<String, ZipEntries.Entry> entries) {
    this.archive = archive;
    this.entries = entries;
  }

  /** Opens the archive of the given name in a folder. */
  static ZipDirectory open(Directory folder, String name) throws IOException {
    IndexInput archive = folder.openInput(name, IOContext.DEFAULT);
    try {
      return new ZipDirectory(archive, ZipEntries.read(archive));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  @Override
  public String[] listAll() {
    return entries.keySet().toArray(String[]::new);
  }

  @Override
  public long fileLength(String name) throws IOException {
    return entry(name).length();
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    ZipEntries.Entry entry = entry(name);
    return archive.slice(name, entry.offset(), entry.length());
  }

  /** Compares every entry with its CRC-32: reads the whole archive. */
  @Override
  public void checkIntegrity() throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (Map.Entry<String, ZipEntries.Entry> file : entries.entrySet()) {
      CRC32 crc = new CRC32();
      try (IndexInput in = openInput(file.getKey(), IOContext.READONCE)) {
        for (long left = in.length(); left > 0; ) {
          int n = (int) Math.min(buffer.length, left);
          in.readBytes(buffer, 0, n);
          crc.update(buffer, 0, n);
          left -= n;
        }
      }
      if ((int) crc.getValue() != file.getValue().crc()) {
        throw new CorruptIndexException(file.getKey() + " does not match its CRC-32", archive);
      }
    }
  }

  @Override
  public Set<String> getPendingDeletions() {
    return Set.of();
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  private ZipEntries.Entry entry(String name) throws FileNotFoundException {
    ZipEntries.Entry entry = entries.get(name);
    if (entry == null) {
      throw new FileNotFoundException("No entry " + name + " in " + archive);
    }
    return entry;
  }
}
