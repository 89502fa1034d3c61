package io.tidemark.changes.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.compress.LZ4;
import org.xerial.snappy.Snappy;

/** Decompresses blocks that are in memory, and never into more than it is allowed. */
final class Decompression {
  /** No block of Avro or Parquet may take more, decompressed. */
  static final int MOST_BYTES = 512 << 20;

  private Decompression() {}

  /** Raw deflate (RFC 1951). */
  static byte[] deflate(byte[] block, int most) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      return bounded(new InflaterInputStream(new ByteArrayInputStream(block), inflater), most);
    } finally {
      inflater.end();
    }
  }

  static byte[] gzip(byte[] block, int most) throws IOException {
    return bounded(new GZIPInputStream(new ByteArrayInputStream(block)), most);
  }

  static byte[] zstd(byte[] block, int most) throws IOException {
    return bounded(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(block)), most);
  }

  /** Snappy's block format. */
  static byte[] snappy(byte[] block, int from, int length, int most) throws IOException {
    int size = Snappy.uncompressedLength(block, from, length);
    if (size < 0 || size > most) {
      throw tooLarge(most);
    }
    byte[] bytes = new byte[size];
    Snappy.uncompress(block, from, length, bytes, 0);
    return bytes;
  }

  /** LZ4's block format, which does not tell its size. */
  static byte[] lz4(byte[] block, int size) throws IOException {
    byte[] bytes = new byte[size];
    LZ4.decompress(new ByteArrayDataInput(block), size, bytes, 0);
    return bytes;
  }

  private static byte[] bounded(InputStream in, int most) throws IOException {
    try (in) {
      byte[] bytes = in.readNBytes(most);
      if (in.read() >= 0) {
        throw tooLarge(most);
      }
      return bytes;
    }
  }

  private static IOException tooLarge(int most) {
    return new IOException("a block decompresses to more than " + most + " bytes");
  }
}
