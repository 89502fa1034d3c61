package io.tidemark.changes.read;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Files in every format and compression there is a reader for: upserts of the ad catalogue, with
 * ids, versions and headlines. What reads them on an engine's class path reads everything there.
 */
public final class FormatFiles {
  private static final int RECORDS = 50;
  private static final Schema AVRO =
      SchemaBuilder.record("Ad")
          .fields()
          .requiredString("id")
          .requiredLong("version")
          .requiredString("headline")
          .endRecord();
  private static final MessageType PARQUET =
      MessageTypeParser.parseMessageType(
          "message ad { required binary id (STRING); required int64 version;"
              + " required binary headline (STRING); }");

  private FormatFiles() {}

  /** The files by their names; each has documents of its own, {@code NAME-0} to {@code NAME-49}. */
  public static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("plain.jsonl", json("plain.jsonl"));
    files.put("packed.jsonl.gz", gzip(json("packed.jsonl.gz")));
    files.put("packed.jsonl.zst", Zstd.compress(json("packed.jsonl.zst")));
    for (String codec : List.of("null", "deflate", "snappy", "zstandard")) {
      String name = codec + ".avro";
      files.put(name, avro(name, CodecFactory.fromString(codec)));
    }
    for (String codec : List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW")) {
      String name = codec + ".parquet";
      files.put(name, parquet(name, CompressionCodecName.valueOf(codec)));
    }
    return files;
  }

  private static String id(String name, int record) {
    return name + "-" + record;
  }

  private static String headline(int record) {
    return "free shipping " + "again ".repeat(record);
  }

  private static byte[] json(String name) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      lines.append("{\"id\":\"").append(id(name, i)).append("\",\"version\":").append(i);
      lines.append(",\"headline\":\"").append(headline(i)).append("\"}\n");
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] avro(String name, CodecFactory codec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(AVRO))) {
      writer.setCodec(codec).create(AVRO, out);
      for (int i = 0; i < RECORDS; i++) {
        writer.append(
            new GenericRecordBuilder(AVRO)
                .set("id", id(name, i))
                .set("version", (long) i)
                .set("headline", headline(i))
                .build());
      }
    }
    return out.toByteArray();
  }

  private static byte[] parquet(String name, CompressionCodecName codec) throws IOException {
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Group row = new SimpleGroup(PARQUET);
      row.append("id", id(name, i)).append("version", (long) i).append("headline", headline(i));
      rows.add(row);
    }
    return new ParquetFiles(PARQUET).codec(codec).groupRows(20).write(rows);
  }
}
