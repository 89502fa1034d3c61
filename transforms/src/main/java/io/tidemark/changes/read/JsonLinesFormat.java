package io.tidemark.changes.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.tidemark.changes.read.document.Excerpt;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * JSON Lines: one JSON object a line, UTF-8, ended by LF or CR LF; a byte order mark at the start
 * of the object is passed over. Lines of white space are no records. A position is the place of the
 * line's first byte in the decompressed object.
 *
 * <p>Plain objects are split by byte range; a line belongs to the split that holds its first byte.
 */
final class JsonLinesFormat implements RecordFormat {
  static final JsonLinesFormat PLAIN =
      new JsonLinesFormat("jsonl", List.of(".jsonl", ".json", ".ndjson"), new byte[0], in -> in);
  static final JsonLinesFormat GZIP =
      new JsonLinesFormat(
          "jsonl.gz", List.of(".gz"), new byte[] {0x1F, (byte) 0x8B}, GzipMembers::new);
  static final JsonLinesFormat ZSTD =
      new JsonLinesFormat(
          "jsonl.zst",
          List.of(".zst", ".zstd"),
          new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD},
          ZstdInputStreamNoFinalizer::new);

  private interface Decompressor {
    InputStream open(InputStream in) throws IOException;
  }

  private final String name;
  private final List<String> suffixes;
  private final byte[] magic;
  private final Decompressor decompressor;

  private JsonLinesFormat(
      String name, List<String> suffixes, byte[] magic, Decompressor decompressor) {
    this.name = name;
    this.suffixes = suffixes;
    this.magic = magic;
    this.decompressor = decompressor;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean matches(String key) {
    return suffixes.stream().anyMatch(key::endsWith);
  }

  @Override
  public boolean matches(byte[] head) {
    return magic.length > 0
        && head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  @Override
  public boolean splittable() {
    return magic.length == 0;
  }

  @Override
  public void read(ObjectSplit split, ObjectRange range, ReadLimits limits, RecordSink sink)
      throws IOException {
    // The byte before a split tells whether a line starts with it.
    long from = Math.max(split.from() - 1, 0);
    range.seek(from, split.to());
    try (InputStream in = decompressor.open(range)) {
      LineScanner lines = new LineScanner(in, from, limits.maxRecordBytes());
      long end = splittable() ? split.to() : Long.MAX_VALUE;
      new JsonLinesReader(lines, split.from() == 0, limits, sink).read(end);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      sink.damage(0, 0, Excerpt.reason("object unreadable", e), "");
    }
  }
}
