package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Reject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.util.NumericUtils;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

/** What the values of Parquet's types become. */
class ParquetValuesTest {
  @Test
  void integers_are_read_by_their_annotation() throws IOException {
    assertThat(taken("long", "required int32 x", row -> row.add("x", -3)), is("bits=-3"));
    assertThat(
        taken("long", "required int32 x (INTEGER(32,false))", row -> row.add("x", -1)),
        is("bits=4294967295"));
    assertThat(
        taken("text", "required int64 x (INTEGER(64,false))", row -> row.add("x", -1L)),
        is("text=18446744073709551615"));
    assertThat(
        taken("text", "required int64 x (DECIMAL(9,2))", row -> row.add("x", 1250L)),
        is("text=12.50"));
    assertThat(
        taken(
            "text",
            "required fixed_len_byte_array(2) x (DECIMAL(4,1))",
            row -> row.add("x", Binary.fromConstantByteArray(new byte[] {-1, -5}))),
        is("text=-0.5"));
    assertThat(
        taken("double", "required float x", row -> row.add("x", 0.5f)),
        is("bits=" + NumericUtils.doubleToSortableLong(0.5)));
  }

  @Test
  void time_stamps_become_milliseconds() throws IOException {
    assertThat(
        taken("date", "required int32 x (DATE)", row -> row.add("x", -1)), is("bits=-86400000"));
    assertThat(
        taken("date", "required int64 x (TIMESTAMP(MILLIS,true))", row -> row.add("x", 5L)),
        is("bits=5"));
    assertThat(
        taken("date", "required int64 x (TIMESTAMP(MICROS,false))", row -> row.add("x", -1L)),
        is("bits=-1"));
    assertThat(
        taken("date", "required int64 x (TIMESTAMP(NANOS,true))", row -> row.add("x", 5_999_999L)),
        is("bits=5"));
    ByteBuffer int96 = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    int96.putLong(1_000_000L).putInt(2_440_589);
    assertThat(
        taken(
            "date",
            "required int96 x",
            row -> row.add("x", Binary.fromConstantByteArray(int96.array()))),
        is("bits=86400001"));
  }

  @Test
  void lists_of_every_shape_give_their_items() throws IOException {
    assertThat(
        taken("text", "repeated binary x (STRING)", row -> row.append("x", "a").append("x", "b")),
        is("text=a text=b"));
    assertThat(
        taken(
            "text",
            "optional group x (LIST) { repeated binary array (STRING); }",
            row -> row.addGroup("x").append("array", "a").append("array", "b")),
        is("text=a text=b"));
  }

  @Test
  void wrong_types_are_rejected() throws IOException {
    assertThat(
        rejected("long", "required double x", row -> row.add("x", 1.0)),
        is("f is a floating-point number, not an integer"));
    assertThat(
        rejected(
            "text", "required group x { required int32 y; }", row -> row.addGroup("x").add("y", 1)),
        is("f is an object, not text"));
    assertThat(
        rejected(
            "text",
            "required fixed_len_byte_array(1) x",
            row -> row.add("x", Binary.fromConstantByteArray(new byte[1]))),
        is("f is bytes, not text"));
    assertThat(
        rejected(
            "text",
            "required binary x (STRING)",
            row -> row.add("x", Binary.fromConstantByteArray(new byte[] {-1}))),
        is("f is not UTF-8, not text"));
    assertThat(
        rejected(
            "text",
            "required group x (LIST) { repeated group list { required group element { required int32 y; } } }",
            row -> row.addGroup("x").addGroup("list").addGroup("element").add("y", 1)),
        is("f is an array of objects, not text"));
  }

  @Test
  void paths_lead_through_groups_and_not_through_values() throws IOException {
    Reading reading = Reading.with("fields: {f: {type: text, path: x.y}}");

    assertThat(
        values(
            reading.read(
                "a.parquet",
                file(
                    "required group x { required binary z; required binary y; }",
                    row -> row.addGroup("x").append("z", "no").append("y", "yes")))),
        is("text=yes"));
    assertThat(
        reading.read("a.parquet", file("required binary x", row -> row.add("x", "a"))).reasons(),
        is(List.of("f cannot be reached: its path leads through a string")));
    assertThat(
        reading
            .read(
                "a.parquet",
                file(
                    "repeated group x { required binary y; }",
                    row -> row.addGroup("x").append("y", "a")))
            .reasons(),
        is(List.of("f cannot be reached: its path leads through an array")));
  }

  @Test
  void repeated_id_is_an_array() throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { repeated binary id; }");
    Group row = new SimpleGroup(schema).append("id", "a");

    assertThat(
        Reading.with("fields: {f: {type: text}}")
            .read("a.parquet", new ParquetFiles(schema).write(List.of(row)))
            .rejects(),
        is(List.of(new Reject("a.parquet", 1, -1, "id is an array, not a string", "id a"))));
  }

  private static String taken(String type, String column, Consumer<Group> fill) throws IOException {
    return values(reading(type).read("a.parquet", file(column, fill)));
  }

  private static String rejected(String type, String column, Consumer<Group> fill)
      throws IOException {
    return reading(type).read("a.parquet", file(column, fill)).reasons().get(0);
  }

  private static Reading reading(String type) {
    return Reading.with("fields: {f: {type: " + type + ", path: x}}");
  }

  private static String values(Reading.Result result) {
    List<String> values =
        result.changes().get(0).values().stream()
            .map(value -> value.toString().replaceAll("^.*field=0, |]$", ""))
            .toList();
    return String.join(" ", values);
  }

  private static byte[] file(String column, Consumer<Group> fill) throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required binary id (STRING); "
                + column
                + (column.endsWith("}") ? " }" : "; }"));
    Group row = new SimpleGroup(schema).append("id", "a");
    fill.accept(row);
    return new ParquetFiles(schema).write(List.of(row));
  }
}
