package io.tidemark.changes.read;

import io.tidemark.changes.read.document.Excerpt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The header of an Avro object container file. */
final class AvroHeader {
  static final int SYNC_BYTES = 16;
  private static final List<String> CODECS = List.of("null", "deflate", "snappy", "zstandard");
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int FIRST_TRY_BYTES = 1 << 16;
  private static final int MOST_BYTES = 16 << 20;

  private final Schema schema;
  private final String codec;
  private final byte[] sync;

  private AvroHeader(Schema schema, String codec, byte[] sync) {
    this.schema = schema;
    this.codec = codec;
    this.sync = sync;
  }

  static boolean startsWithMagic(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** Reads the header of an object; as much of the object as it takes. */
  static AvroHeader read(ObjectRange range, long size) throws IOException {
    for (long bytes = FIRST_TRY_BYTES; ; bytes = MOST_BYTES) {
      range.seek(0, bytes);
      byte[] start = range.readNBytes((int) Math.min(bytes, size));
      try {
        return parse(start);
      } catch (IOException | RuntimeException e) {
        if (start.length == size || bytes == MOST_BYTES || !startsWithMagic(start)) {
          throw new IOException(Excerpt.reason("no Avro header", e), e);
        }
      }
    }
  }

  /** Records are written with it. */
  Schema schema() {
    return schema;
  }

  /** The marker before every block. */
  byte[] sync() {
    return sync.clone();
  }

  /** A block's data, decompressed. */
  byte[] decompress(byte[] block) throws IOException {
    return switch (codec) {
      case "null" -> block;
      case "deflate" -> Decompression.deflate(block, Decompression.MOST_BYTES);
      case "zstandard" -> Decompression.zstd(block, Decompression.MOST_BYTES);
      case "snappy" -> snappy(block);
      default -> throw new IllegalStateException("Unchecked codec " + codec);
    };
  }

  private static AvroHeader parse(byte[] start) throws IOException {
    if (!startsWithMagic(start)) {
      throw new IOException("the object does not start with Obj and 1");
    }
    BinaryDecoder in =
        DecoderFactory.get().binaryDecoder(start, MAGIC.length, start.length - MAGIC.length, null);
    BoundedDecoder bounded = new BoundedDecoder(in);
    Map<String, String> meta = new HashMap<>();
    for (long n = bounded.readMapStart(); n > 0; n = bounded.mapNext()) {
      for (long i = 0; i < n; i++) {
        String key = bounded.readString();
        ByteBuffer value = bounded.readBytes(null);
        meta.put(key, StandardCharsets.UTF_8.decode(value).toString());
      }
    }
    byte[] sync = new byte[SYNC_BYTES];
    bounded.readFixed(sync, 0, SYNC_BYTES);
    String schema = meta.get("avro.schema");
    if (schema == null) {
      throw new IOException("it holds no schema");
    }
    String codec = meta.getOrDefault("avro.codec", "null");
    if (!CODECS.contains(codec)) {
      throw new IOException("the codec " + codec + " is none of " + String.join(", ", CODECS));
    }
    // Names and defaults are the writer's business: records that decode are good enough.
    Schema parsed = new Schema.Parser().setValidateDefaults(false).parse(schema);
    return new AvroHeader(parsed, codec, sync);
  }

  /** Four bytes of CRC-32 of the data follow Snappy blocks. */
  private static byte[] snappy(byte[] block) throws IOException {
    int length = block.length - 4;
    if (length < 0) {
      throw new IOException("a Snappy block is too short for its checksum");
    }
    byte[] data = Decompression.snappy(block, 0, length, Decompression.MOST_BYTES);
    CRC32 crc = new CRC32();
    crc.update(data);
    if (ByteBuffer.wrap(block, length, 4).getInt() != (int) crc.getValue()) {
      throw new IOException("a Snappy block's checksum differs from its data");
    }
    return data;
  }
}
