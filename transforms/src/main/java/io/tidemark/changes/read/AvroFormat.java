package io.tidemark.changes.read;

import io.tidemark.changes.Reject;
import io.tidemark.changes.read.document.BadRecord;
import io.tidemark.changes.read.document.Excerpt;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Avro object container files, codecs null, deflate, snappy and zstandard. A position is the place
 * of the record's block in the object, times 2^20, plus its number in the block.
 *
 * <p>A block belongs to the split that holds the first byte of the marker before it. A damaged
 * block is one rejected record; reading goes on at the next marker.
 */
final class AvroFormat implements RecordFormat {
  private static final int BLOCK_SHIFT = 20;

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public boolean matches(String key) {
    return key.endsWith(".avro");
  }

  @Override
  public boolean matches(byte[] head) {
    return AvroHeader.startsWithMagic(head);
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public void read(ObjectSplit split, ObjectRange range, ReadLimits limits, RecordSink sink)
      throws IOException {
    AvroHeader header;
    try {
      header = AvroHeader.read(range, split.object().size());
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      // Every split meets the same header; one of them tells.
      if (split.split() == 0) {
        sink.damage(0, 0, Excerpt.reason("object unreadable", e), "");
      }
      return;
    }
    new Split(split, header, range, sink).read();
  }

  /** Reads strings as bytes, whatever the schema asks for, so that bad UTF-8 can be told. */
  private static final class AvroReader extends GenericDatumReader<IndexedRecord> {

    AvroReader(Schema schema) {
      super(schema, schema, data());
    }

    @Override
    protected Class<?> findStringClass(Schema schema) {
      return CharSequence.class;
    }

    /**
     * The shared instance may have been given conversions by others, and decodes past the above.
     */
    private static GenericData data() {
      return new GenericData().setFastReaderEnabled(false);
    }
  }

  private static final class Split {
    private final ObjectSplit split;
    private final AvroHeader header;
    private final AvroBlocks blocks;
    private final RecordSink sink;
    private final AvroReader reader;
    private final AvroRecords records;

    /** Records before the next one; negative when that is not known. */
    private long number;

    Split(ObjectSplit split, AvroHeader header, ObjectRange range, RecordSink sink) {
      this.split = split;
      this.header = header;
      this.blocks = new AvroBlocks(range, split.object().size(), header.sync());
      this.sink = sink;
      this.reader = new AvroReader(header.schema());
      this.records = new AvroRecords(sink.document());
      this.number = split.split() == 0 ? 0 : Long.MIN_VALUE;
    }

    void read() throws IOException {
      blocks.seek(split.from(), split.to());
      long start = blocks.findBlock(split.to());
      while (start < split.object().size() && start - AvroHeader.SYNC_BYTES < split.to()) {
        try {
          AvroBlocks.Block block = blocks.read();
          readRecords(start, block);
          start = block.end();
        } catch (StoreException e) {
          throw e;
        } catch (IOException e) {
          start = passOver(start, e);
        }
      }
    }

    private void readRecords(long start, AvroBlocks.Block block) throws IOException {
      byte[] data = header.decompress(block.data());
      BoundedDecoder in = new BoundedDecoder(DecoderFactory.get().binaryDecoder(data, null));
      for (long i = 0; i < block.records(); i++) {
        IndexedRecord record = decode(in);
        number++;
        accept(record, (start << BLOCK_SHIFT) + i, start);
      }
      if (in.remaining() > 0) {
        throw new IOException("the block holds more than its records");
      }
    }

    /** Decoding meets damage as all sorts of runtime exceptions. */
    private IndexedRecord decode(BoundedDecoder in) throws IOException {
      try {
        return reader.read(null, in);
      } catch (RuntimeException e) {
        throw new IOException(Excerpt.reason("a record cannot be decoded", e), e);
      }
    }

    private void accept(IndexedRecord record, long position, long start) {
      try {
        records.read(record);
        sink.accept(position);
      } catch (BadRecord e) {
        sink.reject(
            Math.max(number, 0),
            start,
            String.valueOf(e.getMessage()),
            Excerpt.of(record.toString(), Reject.MAX_EXCERPT));
      }
    }

    /** Goes to the block after a damaged one. */
    private long passOver(long start, IOException damage) throws IOException {
      blocks.seek(start, split.to());
      long next = blocks.findBlock(Long.MAX_VALUE);
      long line = number < 0 ? 0 : number + 1;
      number = Long.MIN_VALUE;
      String what = "bytes " + start + " to " + next + " of the object unreadable";
      sink.damage(line, start, Excerpt.reason(what, damage), "");
      return next;
    }
  }
}
