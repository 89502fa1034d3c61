package io.tidemark.changes.read;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.compress.LZ4;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.xerial.snappy.Snappy;

/** Writes Parquet files into memory, without Hadoop. */
final class ParquetFiles {
  private final MessageType schema;
  private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
  private ParquetProperties properties = ParquetProperties.builder().build();
  private int groupRows = Integer.MAX_VALUE;

  ParquetFiles(MessageType schema) {
    this.schema = schema;
  }

  ParquetFiles codec(CompressionCodecName name) {
    codec = name;
    return this;
  }

  ParquetFiles properties(ParquetProperties other) {
    properties = other;
    return this;
  }

  ParquetFiles groupRows(int rows) {
    groupRows = rows;
    return this;
  }

  byte[] write(List<Group> rows) throws IOException {
    Memory memory = new Memory();
    ParquetFileWriter writer =
        new ParquetFileWriter(
            memory, schema, ParquetFileWriter.Mode.CREATE, 1 << 27, 0, 64, 64, true);
    writer.start();
    for (int from = 0; from < rows.size(); from += Math.min(groupRows, rows.size() - from)) {
      List<Group> group = rows.subList(from, from + Math.min(groupRows, rows.size() - from));
      ColumnChunkPageWriteStore pages =
          new ColumnChunkPageWriteStore(
              new Compressor(codec), schema, properties.getAllocator(), 64, true);
      ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages);
      RecordConsumer consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(columns);
      GroupWriter groups = new GroupWriter(consumer, schema);
      group.forEach(groups::write);
      consumer.flush();
      writer.startBlock(group.size());
      columns.flush();
      pages.flushToFileWriter(writer);
      writer.endBlock();
    }
    writer.end(Map.of());
    return memory.bytes.toByteArray();
  }

  private record Compressor(CompressionCodecName codec) implements BytesInputCompressor {

    @Override
    public BytesInput compress(BytesInput input) throws IOException {
      byte[] bytes = input.toByteArray();
      return switch (codec) {
        case UNCOMPRESSED -> BytesInput.from(bytes);
        case SNAPPY -> BytesInput.from(Snappy.compress(bytes));
        case ZSTD -> BytesInput.from(Zstd.compress(bytes));
        case GZIP -> BytesInput.from(gzip(bytes));
        case LZ4_RAW -> BytesInput.from(lz4(bytes));
        default -> throw new IOException("No compressor for " + codec);
      };
    }

    @Override
    public CompressionCodecName getCodecName() {
      return codec;
    }

    @Override
    public void release() {}

    private static byte[] gzip(byte[] bytes) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(bytes);
      }
      return out.toByteArray();
    }

    private static byte[] lz4(byte[] bytes) throws IOException {
      ByteBuffersDataOutput out = new ByteBuffersDataOutput();
      LZ4.compress(bytes, 0, bytes.length, out, new LZ4.FastCompressionHashTable());
      return out.toArrayCopy();
    }
  }

  /** A file in memory. */
  private static final class Memory implements OutputFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
          bytes.write(from, offset, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
