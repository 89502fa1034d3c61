package io.tidemark.changes.read;

import io.tidemark.changes.read.document.BadRecord;
import io.tidemark.changes.read.document.Excerpt;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Parquet files. Only the columns of mapped paths are read, one row group at a time; a row group's
 * compressed columns are held in memory. A position is the number of the row, 0 for the first.
 *
 * <p>A row group with damage ends there, as one rejected record; reading goes on with the next.
 */
final class ParquetFormat implements RecordFormat {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public boolean matches(String key) {
    return key.endsWith(".parquet");
  }

  @Override
  public boolean matches(byte[] head) {
    return Arrays.equals(head, MAGIC);
  }

  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public void read(ObjectSplit split, ObjectRange range, ReadLimits limits, RecordSink sink)
      throws IOException {
    ParquetMetadata footer;
    MessageColumnIO columns;
    ParquetConverters converters;
    try {
      footer = ParquetFooter.read(range, split.object().size());
      MessageType whole = footer.getFileMetaData().getSchema();
      MessageType wanted = ParquetConverters.wanted(whole, sink.document().root());
      columns = new ColumnIOFactory().getColumnIO(wanted, whole);
      converters = new ParquetConverters(wanted, sink.document());
    } catch (StoreException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      sink.damage(0, 0, Excerpt.reason("object unreadable", e), "");
      return;
    }
    long row = 0;
    for (BlockMetaData group : footer.getBlocks()) {
      if (group.getRowCount() > 0) {
        new RowGroup(group, row, range, sink).read(columns, converters);
      }
      row += group.getRowCount();
    }
  }

  private record RowGroup(BlockMetaData group, long firstRow, ObjectRange range, RecordSink sink) {

    void read(MessageColumnIO columns, ParquetConverters converters) throws IOException {
      long row = firstRow;
      long end = firstRow + group.getRowCount();
      try {
        ParquetPages pages = ParquetPages.read(group, columns.getType(), range);
        RecordReader<Boolean> reader = open(columns, pages, converters);
        for (; row < end; row++) {
          decode(reader);
          accept(row);
        }
      } catch (StoreException e) {
        throw e;
      } catch (IOException e) {
        String what = "rows " + (row + 1) + " to " + end + " unreadable";
        sink.damage(row + 1, group.getStartingPos(), Excerpt.reason(what, e), "");
      }
    }

    private static RecordReader<Boolean> open(
        MessageColumnIO columns, ParquetPages pages, ParquetConverters converters)
        throws IOException {
      try {
        return columns.getRecordReader(pages, converters);
      } catch (RuntimeException e) {
        throw new IOException(Excerpt.reason("the row group cannot be decoded", e), e);
      }
    }

    /** Decoding meets damage as all sorts of runtime exceptions. */
    private static void decode(RecordReader<Boolean> reader) throws IOException {
      try {
        reader.read();
      } catch (RuntimeException e) {
        throw new IOException(Excerpt.reason("a row cannot be decoded", e), e);
      }
    }

    private void accept(long row) {
      try {
        sink.accept(row);
      } catch (BadRecord e) {
        String reason = String.valueOf(e.getMessage());
        sink.reject(row + 1, -1, reason, sink.document().excerpt());
      }
    }
  }
}
