package io.tidemark.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;

/**
 * Finds the entries of a zip archive by walking its local headers, which is enough for archives of
 * stored entries with their sizes up front; others are refused. {@code java.util.zip} does not tell
 * where in the file an entry lies. Format: PKWARE APPNOTE.TXT 4.3.7 and 4.5.3.
 */
final class ZipEntries {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int END_OF_CENTRAL_DIRECTORY = 0x06054b50;
  private static final int SIZES_FOLLOW_DATA = 1 << 3;
  private static final int STORED = 0;
  private static final short ZIP64 = 1;
  private static final long IN_ZIP64 = 0xFFFFFFFFL;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_.]+");

  private ZipEntries() {}

  /**
   * Where an entry's bytes are.
   *
   * @param offset from the start of the archive
   * @param length bytes
   * @param crc CRC-32 of the bytes
   */
  record Entry(long offset, long length, int crc) {}

  /** The entries by name. */
  static Map<String, Entry> read(IndexInput in) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    in.seek(0);
    int signature = in.readInt();
    while (signature == LOCAL_HEADER) {
      readEntry(in, entries);
      signature = in.readInt();
    }
    if (signature != CENTRAL_HEADER && signature != END_OF_CENTRAL_DIRECTORY) {
      throw new CorruptIndexException(
          "not a zip archive at byte " + (in.getFilePointer() - Integer.BYTES), in);
    }
    return Collections.unmodifiableMap(entries);
  }

  private static void readEntry(IndexInput in, Map<String, Entry> entries) throws IOException {
    in.skipBytes(2); // version needed
    int flags = in.readShort();
    int method = in.readShort();
    in.skipBytes(4); // time and date
    int crc = in.readInt();
    in.skipBytes(4); // compressed size
    long length = Integer.toUnsignedLong(in.readInt());
    byte[] name = new byte[Short.toUnsignedInt(in.readShort())];
    int extra = Short.toUnsignedInt(in.readShort());
    in.readBytes(name, 0, name.length);
    String file = new String(name, StandardCharsets.UTF_8);
    if (method != STORED || (flags & SIZES_FOLLOW_DATA) != 0) {
      throw new CorruptIndexException("entry " + file + " is not stored as it is", in);
    }
    long offset = in.getFilePointer() + extra;
    if (length == IN_ZIP64) {
      length = zip64Length(in, offset, file);
    }
    if (length < 0 || length > in.length() - offset) {
      throw new CorruptIndexException("entry " + file + " ends after the archive", in);
    }
    if (!FILE_NAME.matcher(file).matches()) {
      throw new CorruptIndexException("entry '" + file + "' is not a Lucene file", in);
    }
    if (entries.put(file, new Entry(offset, length, crc)) != null) {
      throw new CorruptIndexException("two entries " + file, in);
    }
    in.seek(offset + length);
  }

  private static long zip64Length(IndexInput in, long end, String file) throws IOException {
    while (in.getFilePointer() + 4 <= end) {
      short id = in.readShort();
      int size = Short.toUnsignedInt(in.readShort());
      if (id == ZIP64 && size >= Long.BYTES) {
        return in.readLong();
      }
      in.skipBytes(size);
    }
    throw new CorruptIndexException("entry " + file + " does not tell its length", in);
  }
}
