package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.Reject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFormatTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message row {
            optional binary skipped;
            required binary id (STRING);
            optional binary op (ENUM);
            required int64 v;
            optional binary title;
            optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
            optional int64 clicks;
            optional double price;
            optional int64 seen (TIMESTAMP(MICROS,true));
            optional boolean active;
            optional group facets (MAP) {
              repeated group key_value { required binary key (STRING); optional binary value (STRING); }
            }
          }
          """);
  private static final Reading READING = Reading.with(Samples.YAML);
  private static final Reading UNVERSIONED = Reading.with("fields: {title: {type: text}}");

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void rows_become_what_the_same_json_becomes(CompressionCodecName codec) throws IOException {
    List<DocumentChange> same = READING.read("a.jsonl", Samples.json()).changes();

    for (ParquetProperties.WriterVersion version : ParquetProperties.WriterVersion.values()) {
      for (boolean dictionary : new boolean[] {true, false}) {
        ParquetProperties properties =
            ParquetProperties.builder()
                .withWriterVersion(version)
                .withDictionaryEncoding(dictionary)
                .build();
        byte[] file =
            new ParquetFiles(SCHEMA).codec(codec).properties(properties).groupRows(2).write(rows());

        assertThat(READING.read("a.parquet", file).changes(), is(same));
        assertThat(READING.read("unnamed", file).changes(), is(same));
      }
    }
  }

  @Test
  void position_is_the_number_of_the_row() throws IOException {
    byte[] file = new ParquetFiles(SCHEMA).groupRows(2).write(numbered(5));

    assertThat(
        UNVERSIONED.read("a.parquet", file).changes().stream()
            .map(change -> change.id() + " " + change.rank().position())
            .toList(),
        contains("0 0", "1 1", "2 2", "3 3", "4 4"));
  }

  @Test
  void pages_and_dictionaries_of_a_long_column_come_back_in_order() throws IOException {
    ParquetProperties small =
        ParquetProperties.builder().withPageSize(200).withDictionaryPageSize(500).build();
    List<Group> rows = numbered(3000);

    byte[] file =
        new ParquetFiles(SCHEMA).codec(CompressionCodecName.ZSTD).properties(small).write(rows);

    assertThat(
        UNVERSIONED.read("a.parquet", file).ids(),
        is(rows.stream().map(row -> row.getString("id", 0)).toList()));
  }

  @Test
  void damaged_row_group_is_one_reject_and_the_next_one_is_read() throws IOException {
    byte[] file = new ParquetFiles(SCHEMA).groupRows(2).write(numbered(6));
    int at = indexOf(file, "title-2");
    file[at] ^= 1;

    Reading.Result result = UNVERSIONED.read("a.parquet", file);

    assertThat(result.ids(), contains("0", "1", "4", "5"));
    assertThat(
        result.reasons(),
        contains(
            "rows 3 to 4 unreadable: the row group cannot be decoded: a page's checksum differs from its data"));
    assertThat(result.rejects().get(0).line(), is(3L));
    assertThat(result.rejects().get(0).offset() > 0, is(true));
  }

  @Test
  void any_byte_changed_is_noticed_or_harmless() throws IOException {
    byte[] file = new ParquetFiles(SCHEMA).groupRows(2).write(numbered(4));
    List<DocumentChange> all = UNVERSIONED.read("a.parquet", file).changes();
    int footer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8) + 8;

    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= (byte) 0x85;
      Reading.Result result = UNVERSIONED.read("a.parquet", changed);

      boolean inPages = i < file.length - footer;
      if (inPages && result.rejects().isEmpty()) {
        assertThat(result.changes(), is(all));
      }
    }
  }

  @Test
  void cut_anywhere_is_one_reject() throws IOException {
    byte[] file = new ParquetFiles(SCHEMA).write(numbered(4));

    for (int length = 1; length < file.length; length++) {
      Reading.Result result = UNVERSIONED.read("a.parquet", Arrays.copyOf(file, length));

      assertThat(result.ids(), is(empty()));
      assertThat(result.reasons(), contains(startsWith("object unreadable: ")));
    }
  }

  @Test
  void empty_file_has_no_records() throws IOException {
    byte[] file = new ParquetFiles(SCHEMA).write(List.of());

    Reading.Result result = UNVERSIONED.read("a.parquet", file);

    assertThat(result.changes(), is(empty()));
    assertThat(result.batches().get(0).piece().records(), is(0L));
  }

  @Test
  void file_without_a_mapped_column_is_rejected_row_by_row() throws IOException {
    MessageType other = MessageTypeParser.parseMessageType("message m { required int32 x; }");
    Group row = new SimpleGroup(other);
    row.add("x", 1);

    assertThat(
        UNVERSIONED.read("a.parquet", new ParquetFiles(other).write(List.of(row, row))).rejects(),
        contains(
            new Reject("a.parquet", 1, -1, "id is missing", ""),
            new Reject("a.parquet", 2, -1, "id is missing", "")));
  }

  private static List<Group> rows() {
    List<Group> rows = new ArrayList<>();
    for (Samples.Row row : Samples.ROWS) {
      Group group = new SimpleGroup(SCHEMA);
      group.add("id", row.id());
      add(group, "op", row.op());
      group.add("v", row.version());
      add(group, "title", row.title());
      if (row.tags() != null) {
        Group tags = group.addGroup("tags");
        tags.addGroup("list");
        row.tags().forEach(tag -> tags.addGroup("list").add("element", tag));
      }
      if (row.clicks() != null) {
        group.add("clicks", row.clicks());
        group.add("price", row.price());
        group.add("seen", row.seen() * 1000 + 999);
        group.add("active", row.active());
      }
      if (row.facets() != null) {
        Group facets = group.addGroup("facets");
        row.facets()
            .forEach((key, value) -> facets.addGroup(0).append("key", key).append("value", value));
      }
      rows.add(group);
    }
    return rows;
  }

  private static List<Group> numbered(int count) {
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new SimpleGroup(SCHEMA)
              .append("id", Integer.toString(i))
              .append("v", 0L)
              .append("title", "title-" + i % 700));
    }
    return rows;
  }

  private static void add(Group group, String field, String value) {
    if (value != null) {
      group.add(field, value);
    }
  }

  private static int indexOf(byte[] file, String text) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
