package io.tidemark.publish.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/**
 * The files of a segment in one zip archive: entries stored without compression in the order of
 * their names, dated 1980-01-01, nothing else. Written by hand and not through {@code
 * java.util.zip}, whose bytes depend on the time zone and may differ between Java releases.
 *
 * <p>Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory),
 * 4.3.16 (end of central directory).
 */
public final class SegmentArchive {
  private static final int LOCAL_HEADER = 30;
  private static final int CENTRAL_HEADER = 46;
  private static final int END = 22;
  private static final short VERSION_NEEDED = 10;
  private static final short DATE_1980_01_01 = 0x21;
  private static final Pattern ENTRY = Pattern.compile("_0[_.A-Za-z0-9]*|" + SegmentCommit.FILE);

  private SegmentArchive() {}

  /**
   * Packs every file of a directory.
   *
   * @throws IOException when the archive would be larger than an array can hold
   */
  static byte[] pack(Directory directory) throws IOException {
    String[] names = directory.listAll();
    Arrays.sort(names);
    ByteBuffer archive =
        ByteBuffer.allocate(archiveSize(directory, names)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer central = ByteBuffer.allocate(centralSize(names)).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : names) {
      int start = archive.position();
      byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
      try (IndexInput input = directory.openInput(name, IOContext.READONCE)) {
        int size = (int) input.length();
        int content = start + LOCAL_HEADER + ascii.length;
        input.readBytes(archive.array(), content, size);
        CRC32 crc = new CRC32();
        crc.update(archive.array(), content, size);
        describe(archive.putInt(0x04034b50), (int) crc.getValue(), size, ascii.length);
        archive.put(ascii).position(content + size);
        central.putInt(0x02014b50).putShort(VERSION_NEEDED);
        describe(central, (int) crc.getValue(), size, ascii.length);
        central.position(central.position() + 10);
        central.putInt(start).put(ascii);
      }
    }
    int centralStart = archive.position();
    archive.put(central.flip());
    archive.putInt(0x06054b50).putInt(0);
    archive.putShort((short) names.length).putShort((short) names.length);
    archive.putInt(central.limit()).putInt(centralStart).putShort((short) 0);
    return archive.array();
  }

  /**
   * Unpacks a shard file into a folder, which is made if need be and holds no file of a segment
   * yet. What is there is an ordinary Lucene index.
   *
   * @throws IOException when this is not a whole shard file: damaged, cut short, or with entries a
   *     shard file cannot have; the folder may hold some files by then
   */
  public static void unpack(InputStream archive, Path folder) throws IOException {
    Files.createDirectories(folder);
    String last = "";
    try (ZipInputStream zip = new ZipInputStream(archive, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (!ENTRY.matcher(name).matches()
            || entry.getMethod() != ZipEntry.STORED
            || name.compareTo(last) <= 0) {
          throw new IOException(
              "Cannot unpack a shard file: it has the entry "
                  + name
                  + " after "
                  + (last.isEmpty() ? "none" : last)
                  + "; only the files of one segment belong there, stored, in the order of names");
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve(name))) {
          zip.transferTo(file);
        }
        last = name;
      }
    }
    if (!last.equals(SegmentCommit.FILE)) {
      throw new IOException(
          "Cannot unpack a shard file: it has no entry "
              + SegmentCommit.FILE
              + ", so it is cut short or no shard file; fetch it again");
    }
  }

  /** The fields a local and a central header have in common, from the version to the lengths. */
  private static void describe(ByteBuffer header, int crc, int size, int nameLength) {
    header.putShort(VERSION_NEEDED).putShort((short) 0);
    header.putShort((short) ZipEntry.STORED).putShort((short) 0).putShort(DATE_1980_01_01);
    header.putInt(crc).putInt(size).putInt(size);
    header.putShort((short) nameLength).putShort((short) 0);
  }

  private static int archiveSize(Directory directory, String[] names) throws IOException {
    long size = (long) centralSize(names) + END;
    for (String name : names) {
      size += directory.fileLength(name) + LOCAL_HEADER + name.length();
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "Cannot write a shard file of "
              + size
              + " bytes: it must fit into one array (2 GiB); use more shards or shorter windows");
    }
    return (int) size;
  }

  private static int centralSize(String[] names) {
    int size = 0;
    for (String name : names) {
      size += CENTRAL_HEADER + name.length();
    }
    return size;
  }
}
