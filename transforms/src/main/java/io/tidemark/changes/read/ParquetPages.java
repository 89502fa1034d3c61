package io.tidemark.changes.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.MessageType;

/** The columns of one row group, compressed and in memory. */
final class ParquetPages implements PageReadStore {
  private final long rows;
  private final Map<ColumnPath, PageReader> columns;

  private ParquetPages(long rows, Map<ColumnPath, PageReader> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** Reads the columns of a schema. */
  static ParquetPages read(BlockMetaData group, MessageType wanted, ObjectRange range)
      throws IOException {
    Map<ColumnPath, PageReader> columns = new HashMap<>();
    for (ColumnDescriptor column : wanted.getColumns()) {
      ColumnPath path = ColumnPath.get(column.getPath());
      columns.put(path, new ParquetColumn(chunk(group, path), range));
    }
    return new ParquetPages(group.getRowCount(), columns);
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    PageReader reader = columns.get(ColumnPath.get(column.getPath()));
    if (reader == null) {
      throw new IllegalArgumentException("Not read: " + Arrays.toString(column.getPath()));
    }
    return reader;
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  private static ColumnChunkMetaData chunk(BlockMetaData group, ColumnPath path)
      throws IOException {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().equals(path)) {
        return chunk;
      }
    }
    throw new IOException("the row group has no column " + path.toDotString());
  }
}
