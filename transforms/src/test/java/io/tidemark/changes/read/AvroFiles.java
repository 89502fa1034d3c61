package io.tidemark.changes.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes Avro files into memory. */
final class AvroFiles {
  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Row","fields":[
                {"name":"skipped","type":["null","bytes"],"default":null},
                {"name":"id","type":"string"},
                {"name":"op","type":["null",{"type":"enum","name":"Op","symbols":["upsert","delete"]}]},
                {"name":"v","type":"long"},
                {"name":"title","type":["null",{"type":"string","avro.java.string":"String"}]},
                {"name":"tags","type":["null",{"type":"array","items":["null","string"]}]},
                {"name":"clicks","type":["null","long"]},
                {"name":"price","type":["null","double"]},
                {"name":"seen","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
                {"name":"active","type":["null","boolean"]},
                {"name":"facets","type":["null",{"type":"map","values":"string"}]}
              ]}
              """);

  private AvroFiles() {}

  /** A file of the rows, a block for each few of them. */
  static byte[] of(List<Samples.Row> rows, CodecFactory codec, int blockRows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(codec).create(SCHEMA, out);
      for (int i = 0; i < rows.size(); i++) {
        writer.append(record(rows.get(i)));
        if ((i + 1) % blockRows == 0) {
          writer.sync();
        }
      }
    }
    return out.toByteArray();
  }

  /** A small file: ids from 0 on, longer titles from record to record. */
  static byte[] numbered(int count, CodecFactory codec, int blockRows) throws IOException {
    Schema schema =
        SchemaBuilder.record("R").fields().requiredString("id").requiredString("title").endRecord();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(codec).create(schema, out);
      for (int i = 0; i < count; i++) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("id", Integer.toString(i));
        record.put("title", "t".repeat(i));
        writer.append(record);
        if ((i + 1) % blockRows == 0) {
          writer.sync();
        }
      }
    }
    return out.toByteArray();
  }

  /** A file of one record of any schema. */
  static byte[] of(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(record.getSchema()))) {
      writer.create(record.getSchema(), out);
      writer.append(record);
    }
    return out.toByteArray();
  }

  private static GenericRecord record(Samples.Row row) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("id", row.id());
    Schema op = SCHEMA.getField("op").schema().getTypes().get(1);
    record.put("op", row.op() == null ? null : new GenericData.EnumSymbol(op, row.op()));
    record.put("v", row.version());
    record.put("title", row.title());
    record.put("tags", row.tags());
    record.put("clicks", row.clicks());
    record.put("price", row.price());
    record.put("seen", row.seen() == null ? null : row.seen() * 1000);
    record.put("active", row.active());
    record.put("facets", row.facets());
    return record;
  }
}
