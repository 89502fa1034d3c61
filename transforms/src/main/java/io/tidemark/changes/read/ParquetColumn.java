package io.tidemark.changes.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column of one row group, decompressed one by one. Sizes and counts are checked
 * against those of the footer before anything is made of them.
 *
 * <p>Source: the Parquet format specification, "Data Pages" and "Checksumming".
 */
final class ParquetColumn implements PageReader {
  private final ColumnChunkMetaData column;
  private final byte[] bytes;
  private final ByteArrayInputStream in;
  private long valuesLeft;
  private @Nullable PageHeader header;

  ParquetColumn(ColumnChunkMetaData column, ObjectRange range) throws IOException {
    this.column = column;
    this.bytes = chunk(column, range);
    this.in = new ByteArrayInputStream(bytes);
    this.valuesLeft = column.getValueCount();
  }

  @Override
  public long getTotalValueCount() {
    return column.getValueCount();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader next = peek();
      if (next.getType() != PageType.DICTIONARY_PAGE) {
        return null;
      }
      header = null;
      byte[] page = decompressed(next, 0);
      int values = next.getDictionary_page_header().getNum_values();
      // Every value takes at least a byte, but booleans, which have no dictionary.
      if (values < 0 || values > page.length) {
        throw new IOException("a dictionary of " + values + " values in " + page.length + " bytes");
      }
      return new DictionaryPage(
          BytesInput.from(page), values, encoding(next.getDictionary_page_header().getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      while (valuesLeft > 0) {
        PageHeader next = peek();
        header = null;
        if (next.getType() == PageType.DATA_PAGE) {
          return page(next, next.getData_page_header());
        }
        if (next.getType() == PageType.DATA_PAGE_V2) {
          return page(next, next.getData_page_header_v2());
        }
        take(next.getCompressed_page_size());
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage page(PageHeader page, DataPageHeader data) throws IOException {
    countValues(data.getNum_values());
    return new DataPageV1(
        BytesInput.from(decompressed(page, 0)),
        data.getNum_values(),
        page.getUncompressed_page_size(),
        null,
        encoding(data.getRepetition_level_encoding()),
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  /** Levels come first and are never compressed. */
  private DataPage page(PageHeader page, DataPageHeaderV2 data) throws IOException {
    countValues(data.getNum_values());
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    if (repetition < 0 || definition < 0 || levels < 0 || levels > page.getCompressed_page_size()) {
      throw new IOException("levels of " + repetition + " and " + definition + " bytes");
    }
    int start = bytes.length - in.available();
    byte[] values = data.isIs_compressed() ? decompressed(page, levels) : plain(page, levels);
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(bytes, start, repetition),
        BytesInput.from(bytes, start + repetition, definition),
        encoding(data.getEncoding()),
        BytesInput.from(values),
        null);
  }

  private PageHeader peek() throws IOException {
    if (header == null) {
      header = Util.readPageHeader(in);
    }
    return header;
  }

  private void countValues(int values) throws IOException {
    if (values < 0 || values > valuesLeft) {
      throw new IOException("a page of " + values + " values where " + valuesLeft + " are left");
    }
    valuesLeft -= values;
  }

  /** The page's bytes after the first {@code skipped}, decompressed. */
  private byte[] decompressed(PageHeader page, int skipped) throws IOException {
    byte[] compressed = plain(page, skipped);
    int size = page.getUncompressed_page_size() - skipped;
    if (size < 0 || page.getUncompressed_page_size() > column.getTotalUncompressedSize()) {
      throw new IOException("a page of " + page.getUncompressed_page_size() + " bytes");
    }
    byte[] values =
        switch (column.getCodec()) {
          case UNCOMPRESSED -> compressed;
          case SNAPPY -> Decompression.snappy(compressed, 0, compressed.length, size);
          case GZIP -> Decompression.gzip(compressed, size);
          case ZSTD -> Decompression.zstd(compressed, size);
          case LZ4_RAW -> Decompression.lz4(compressed, size);
          default ->
              throw new IOException("compression " + column.getCodec() + " is not supported");
        };
    if (values.length != size) {
      throw new IOException("a page has " + values.length + " bytes instead of " + size);
    }
    return values;
  }

  private byte[] plain(PageHeader page, int skipped) throws IOException {
    byte[] all = take(page.getCompressed_page_size());
    if (page.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(all);
      if ((int) crc.getValue() != page.getCrc()) {
        throw new IOException("a page's checksum differs from its data");
      }
    }
    return skipped == 0 ? all : Arrays.copyOfRange(all, skipped, all.length);
  }

  private byte[] take(int size) throws IOException {
    if (size < 0 || size > in.available()) {
      throw new IOException("a page of " + size + " bytes where " + in.available() + " are left");
    }
    return in.readNBytes(size);
  }

  private static byte[] chunk(ColumnChunkMetaData column, ObjectRange range) throws IOException {
    long start = column.getStartingPos();
    long size = column.getTotalSize();
    long end = start + size;
    if (start < 0 || size < 0 || end < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IOException("a column of " + size + " bytes at " + start);
    }
    range.seek(start, end);
    if (size > range.available()) {
      throw new IOException("a column of " + size + " bytes at " + start + " exceeds the object");
    }
    return range.readNBytes((int) size);
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }
}
