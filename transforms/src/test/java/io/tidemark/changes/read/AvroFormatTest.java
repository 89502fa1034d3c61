package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest {
  private static final Reading READING = Reading.with(Samples.YAML);
  private static final Reading UNVERSIONED = Reading.with("fields: {title: {type: text}}");

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void records_become_what_the_same_json_becomes(String codec) throws IOException {
    byte[] file = AvroFiles.of(Samples.ROWS, CodecFactory.fromString(codec), 2);

    Reading.Result result = READING.read("a.avro", file);

    assertThat(result.changes(), is(READING.read("a.jsonl", Samples.json()).changes()));
    assertThat(READING.read("unnamed", file).changes(), is(result.changes()));
  }

  @Test
  void splits_at_any_byte_give_the_same_records() throws IOException {
    byte[] file = AvroFiles.numbered(7, CodecFactory.nullCodec(), 2);
    List<DocumentChange> whole = UNVERSIONED.read("a.avro", file).changes();

    for (int bytes = 1; bytes <= file.length; bytes++) {
      assertThat(UNVERSIONED.splits(bytes).read("a.avro", file).changes(), is(whole));
    }
    assertThat(
        whole.stream().map(DocumentChange::id).toList(),
        contains("0", "1", "2", "3", "4", "5", "6"));
  }

  @Test
  void position_is_the_block_and_the_place_in_it() throws IOException {
    byte[] file = AvroFiles.numbered(4, CodecFactory.nullCodec(), 2);

    List<Long> positions =
        UNVERSIONED.read("a.avro", file).changes().stream()
            .map(change -> change.rank().position())
            .toList();

    assertThat(
        positions.stream().map(position -> position & 0xFFFFF).toList(), contains(0L, 1L, 0L, 1L));
    long first = positions.get(0) >> 20;
    long second = positions.get(2) >> 20;
    assertThat(positions.get(1) >> 20, is(first));
    assertThat(
        Arrays.copyOfRange(file, (int) first - 16, (int) first),
        is(Arrays.copyOfRange(file, (int) second - 16, (int) second)));
  }

  @Test
  void damaged_block_is_one_reject_and_the_next_block_is_read() throws IOException {
    byte[] file = AvroFiles.numbered(6, CodecFactory.deflateCodec(6), 2);
    long second = UNVERSIONED.read("a.avro", file).changes().get(2).rank().position() >> 20;
    Arrays.fill(file, (int) second + 2, (int) second + 12, (byte) 0xFF);

    for (int split : new int[] {file.length, 50, 1}) {
      Reading.Result result = UNVERSIONED.splits(split).read("a.avro", file);

      assertThat(result.ids(), contains("0", "1", "4", "5"));
      assertThat(result.rejects().size(), is(1));
      assertThat(result.rejects().get(0).offset(), is(second));
      assertThat(result.reasons(), contains(startsWith("bytes " + second + " to ")));
    }
    assertThat(UNVERSIONED.read("a.avro", file).rejects().get(0).line(), is(3L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void any_byte_changed_loses_no_more_than_its_block_and_tells(String codec) throws IOException {
    byte[] file = AvroFiles.numbered(6, CodecFactory.fromString(codec), 2);
    Reading.Result whole = UNVERSIONED.read("a.avro", file);
    int header = (int) (whole.changes().get(0).rank().position() >> 20);

    for (int i = header; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= (byte) 0x85;
      Reading.Result result = UNVERSIONED.read("a.avro", changed);

      if (result.rejects().isEmpty()) {
        assertThat("only data of a record can change unnoticed", codec, is(not("snappy")));
        assertThat(result.changes().size(), is(6));
      }
      assertThat(result.ids().size() + 4 * result.rejects().size() >= 6, is(true));
    }
  }

  @Test
  void cut_at_any_byte_gives_a_prefix_and_one_reject() throws IOException {
    byte[] file = AvroFiles.numbered(6, CodecFactory.nullCodec(), 2);
    Reading.Result whole = UNVERSIONED.read("a.avro", file);

    for (int length = 1; length < file.length; length++) {
      Reading.Result result = UNVERSIONED.read("a.avro", Arrays.copyOf(file, length));

      assertThat(result.ids(), is(whole.ids().subList(0, result.ids().size())));
      boolean atBlockEnd = result.rejects().isEmpty();
      assertThat(result.rejects().size() <= 1, is(true));
      assertThat(atBlockEnd, is(isBlockEnd(whole, length)));
    }
  }

  @Test
  void what_is_no_avro_is_rejected_once_however_it_is_split() throws IOException {
    Reading.Result result = READING.splits(4).read("a.avro", "this is not avro at all");

    assertThat(
        result.reasons(),
        contains("object unreadable: no Avro header: the object does not start with Obj and 1"));
  }

  @Test
  void unknown_codec_is_told() throws IOException {
    byte[] file = AvroFiles.numbered(1, CodecFactory.bzip2Codec(), 1);

    assertThat(
        READING.read("a.avro", file).reasons(),
        contains(
            "object unreadable: no Avro header: the codec bzip2 is none of null, deflate, snappy,"
                + " zstandard"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "int"                                          | 7  | clicks | Number[field=0, bits=7]
          {"type":"int","logicalType":"date"}            | 2  | seen   | Number[field=2, bits=172800000]
          {"type":"long","logicalType":"timestamp-millis"} | -1 | seen | Number[field=2, bits=-1]
          {"type":"long","logicalType":"timestamp-micros"} | -1 | seen | Number[field=2, bits=-1]
          {"type":"long","logicalType":"timestamp-nanos"} | 1999999 | seen | Number[field=2, bits=1]
          {"type":"long","logicalType":"timestamp-micros"} | 7 | clicks | Number[field=0, bits=7]
          "long"                                         | 7  | title  | Text[field=3, text=7]
          """)
  void integers_are_read_by_their_logical_type(String type, long value, String field, String taken)
      throws IOException {
    Schema schema = new Schema.Parser().parse(type);

    Object given = schema.getType() == Schema.Type.INT ? (Object) (int) value : (Object) value;
    Reading.Result result = read(field, schema, given);

    assertThat(result.changes().get(0).values().toString(), is("[" + taken + "]"));
  }

  @Test
  void decimals_are_numbers() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}");
    ByteBuffer value = ByteBuffer.wrap(new BigDecimal("-12.50").unscaledValue().toByteArray());

    assertThat(
        read("title", schema, value).changes().get(0).values(),
        contains(new FieldValue.Text(3, "-12.50")));
  }

  @Test
  void wrong_types_are_rejected_with_the_record_number() throws IOException {
    Schema bytes = Schema.create(Schema.Type.BYTES);
    Schema nested = SchemaBuilder.record("N").fields().requiredString("x").endRecord();
    GenericRecord inner = new GenericData.Record(nested);
    inner.put("x", "y");

    assertThat(
        read("title", bytes, ByteBuffer.wrap(new byte[] {1})).reasons(),
        contains("title is bytes, not text"));
    assertThat(read("title", nested, inner).reasons(), contains("title is an object, not text"));
    assertThat(
        read("clicks", Schema.create(Schema.Type.DOUBLE), 1.0).reasons(),
        contains("clicks is a floating-point number, not an integer"));
    assertThat(
        read("price", Schema.create(Schema.Type.DOUBLE), Double.NaN).reasons(),
        contains("price is NaN, not a finite number"));
    Reading.Result text =
        read("title", Schema.create(Schema.Type.STRING), new Utf8(new byte[] {(byte) 0xC3}));
    assertThat(text.reasons(), contains("title is not UTF-8, not text"));
    assertThat(text.rejects().get(0).line(), is(1L));
    assertThat(text.rejects().get(0).excerpt(), startsWith("{\"id\": \"a\""));
  }

  @Test
  void nested_records_are_walked() throws IOException {
    Reading reading = Reading.with("fields: {x: {type: text, path: title.x}}");
    Schema nested = SchemaBuilder.record("N").fields().requiredString("x").endRecord();
    GenericRecord inner = new GenericData.Record(nested);
    inner.put("x", "y");

    assertThat(
        reading.read("a.avro", file("title", nested, inner)).changes().get(0).values(),
        contains(new FieldValue.Text(0, "y")));
    assertThat(
        reading.read("a.avro", file("title", Schema.create(Schema.Type.STRING), "y")).reasons(),
        contains("x cannot be reached: its path leads through a string"));
  }

  private static Reading.Result read(String field, Schema schema, Object value) throws IOException {
    Reading reading =
        Reading.with(
            "fields: {title: {type: text}, clicks: {type: long}, price: {type: double}, seen:"
                + " {type: date}}");
    return reading.read("a.avro", file(field, schema, value));
  }

  private static byte[] file(String field, Schema schema, Object value) throws IOException {
    Schema record =
        SchemaBuilder.record("R")
            .fields()
            .requiredString("id")
            .name(field)
            .type(schema)
            .noDefault()
            .endRecord();
    GenericRecord row = new GenericData.Record(record);
    row.put("id", "a");
    row.put(field, value);
    return AvroFiles.of(row);
  }

  private static boolean isBlockEnd(Reading.Result whole, long length) {
    return whole.changes().stream().anyMatch(c -> c.rank().position() >> 20 == length);
  }
}
