package io.tidemark.changes.read;

import io.tidemark.changes.read.document.Excerpt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** Reads what the end of a Parquet file tells: schema, row groups, columns. */
final class ParquetFooter {
  /** Length of the metadata, then PAR1. */
  private static final int TAIL_BYTES = 8;

  private static final int FIRST_TRY_BYTES = 1 << 16;

  private ParquetFooter() {}

  static ParquetMetadata read(ObjectRange range, long size) throws IOException {
    byte[] end = lastBytes(range, size, Math.min(size, FIRST_TRY_BYTES));
    if (end.length < TAIL_BYTES) {
      throw new IOException("the object is too small for a Parquet file");
    }
    ByteBuffer tail =
        ByteBuffer.wrap(end, end.length - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    byte[] magic = new byte[4];
    tail.get(magic);
    if (!new String(magic, StandardCharsets.ISO_8859_1).equals("PAR1")) {
      throw new IOException("the object does not end with PAR1");
    }
    if (length < 0 || length > size - TAIL_BYTES) {
      throw new IOException("a footer of " + length + " bytes does not fit the object");
    }
    if (length > end.length - TAIL_BYTES) {
      end = lastBytes(range, size, (long) length + TAIL_BYTES);
    }
    int from = end.length - TAIL_BYTES - length;
    try {
      return new ParquetMetadataConverter()
          .readParquetMetadata(
              new ByteArrayInputStream(end, from, length), ParquetMetadataConverter.NO_FILTER);
    } catch (IOException | RuntimeException e) {
      throw new IOException(Excerpt.reason("the footer cannot be decoded", e), e);
    }
  }

  private static byte[] lastBytes(ObjectRange range, long size, long length) throws IOException {
    range.seek(size - length, size);
    return range.readNBytes(Math.toIntExact(length));
  }
}
