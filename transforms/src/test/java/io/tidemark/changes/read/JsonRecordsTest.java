package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.Reject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.util.NumericUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a JSON record becomes. */
class JsonRecordsTest {
  /** Ordinals: clicks 0, lang 1, price 2, seen 3, tags 4, title 5. */
  private static final Reading READING =
      Reading.with(
          """
          version: v
          fields:
            title: {type: text}
            tags: {type: keyword}
            clicks: {type: long}
            price: {type: double}
            seen: {type: date}
            lang: {type: keyword, path: facets.lang}
          """);

  @Test
  void maps_every_type_of_field() throws IOException {
    String record =
        """
        {"id":"a","v":7,"title":"Tide \\u00e9 \\ud83d\\ude00","skip":{"id":"no","deep":[1,{"title":2}]},
        "tags":["x","y"],"clicks":-5,"price":1.5,"seen":"2026-01-05T00:00:01Z","facets":{"lang":"en"}}
        """
            .replace("\n", "");

    DocumentChange change = change(record);

    assertThat(change.id(), is("a"));
    assertThat(change.delete(), is(false));
    assertThat(change.rank().version(), is(7L));
    assertThat(change.rank().position(), is(0L));
    assertThat(
        change.values(),
        contains(
            new FieldValue.Number(0, -5),
            new FieldValue.Text(1, "en"),
            new FieldValue.Number(2, NumericUtils.doubleToSortableLong(1.5)),
            new FieldValue.Number(3, 1_767_571_201_000L),
            new FieldValue.Text(4, "x"),
            new FieldValue.Text(4, "y"),
            new FieldValue.Text(5, "Tide é 😀")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "title":17                  | Text[field=5, text=17]
          "title":1.10                | Text[field=5, text=1.10]
          "title":123456789012345678901 | Text[field=5, text=123456789012345678901]
          "title":true                | Text[field=5, text=true]
          "title":["a",null,2,false]  | Text[field=5, text=a], Text[field=5, text=2], Text[field=5, text=false]
          "title":[]                  | ``
          "title":null                | ``
          "title":""                  | Text[field=5, text=]
          "clicks":[3,1,3]            | Number[field=0, bits=3], Number[field=0, bits=1], Number[field=0, bits=3]
          "clicks":-9223372036854775808 | Number[field=0, bits=-9223372036854775808]
          "seen":"2026-01-05"         | Number[field=3, bits=1767571200000]
          "seen":"2026-01-05T02:00:00+02:00" | Number[field=3, bits=1767571200000]
          "seen":12                   | Number[field=3, bits=12]
          "price":0                   | Number[field=2, bits=0]
          "facets":null               | ``
          "facets":{"other":1}        | ``
          "title":"a","title":"b"     | Text[field=5, text=b]
          "title":{},"title":"b"      | Text[field=5, text=b]
          "title":"a","title":null    | ``
          "facets":{"lang":"a"},"facets":{"x":1} | ``
          "facets":{"lang":"a","lang":"b"} | Text[field=1, text=b]
          """)
  void takes(String field, String values) throws IOException {
    DocumentChange change = change("{\"id\":\"a\",\"v\":1," + field + "}");

    String taken = change.values().toString();
    assertThat(taken.substring(1, taken.length() - 1), is(values));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"v":1}                                  | id is missing
          {"id":null,"v":1}                        | id is null, not a string
          {"id":"","v":1}                          | id is empty
          {"id":1.5,"v":1}                         | id is a floating-point number, not a string
          {"id":true,"v":1}                        | id is a boolean, not a string
          {"id":["a"],"v":1}                       | id is an array, not a string
          {"id":{"a":1},"v":1}                     | id is an object, not a string
          {"id":"\\ud83d","v":1}                   | id holds half of a surrogate pair
          {"id":"a"}                               | version is missing
          {"id":"a","v":"newest"}                  | version is a string, not an integer
          {"id":"a","v":true}                      | version is a boolean, not an integer
          {"id":"a","v":{"v":1}}                   | version is an object, not an integer
          {"id":"a","v":1.5}                       | version is a floating-point number, not an integer
          {"id":"a","v":1.0}                       | version is a floating-point number, not an integer
          {"id":"a","v":null}                      | version is null, not an integer
          {"id":"a","v":9223372036854775808}       | version is an integer beyond 64 bits, not an integer
          {"id":"a","v":1,"op":null}               | op is null, not "upsert" or "delete"
          {"id":"a","v":1,"op":7}                  | op is an integer, not "upsert" or "delete"
          {"id":"a","v":1,"op":""}                 | op is "", not "upsert" or "delete"
          {"id":"a","v":1,"op":"UPSRT"}            | op is "UPSRT", not "upsert" or "delete"
          {"id":"a","v":1,"title":{}}              | title is an object, not text
          {"id":"a","v":1,"title":[["a"]]}         | title is an array, not text
          {"id":"a","v":1,"title":["a",{"b":1}]}   | title is an object, not text
          {"id":"a","v":1,"title":"x\\udc00"}      | title holds half of a surrogate pair
          {"id":"a","v":1,"clicks":"5"}            | clicks is a string, not an integer
          {"id":"a","v":1,"clicks":5.0}            | clicks is a floating-point number, not an integer
          {"id":"a","v":1,"price":"1"}             | price is a string, not a finite number
          {"id":"a","v":1,"price":1e999}           | price is 1e999, not a finite number
          {"id":"a","v":1,"seen":"soon"}           | seen is "soon", not an ISO-8601 date or instant with an offset, or epoch milliseconds
          {"id":"a","v":1,"facets":"en"}           | lang cannot be reached: its path leads through a string
          {"id":"a","v":1,"facets":[{"lang":"a"}]} | lang cannot be reached: its path leads through an array
          {"id":"a","v":1} {}                      | more content after the JSON object
          [1,2,3]                                  | not a JSON object
          "text"                                   | not a JSON object
          null                                     | not a JSON object
          """)
  void refuses(String record, String reason) throws IOException {
    Reading.Result result = READING.read("a.jsonl", record);

    assertThat(result.rejects(), contains(new Reject("a.jsonl", 1, 0, reason, record)));
    assertThat(result.changes(), is(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id":"a","v":1
          {"id":"a","v":1,}
          {"id":"a","v":01}
          {"id":"a","v":NaN}
          {id:"a","v":1}
          {'id':"a","v":1}
          {"id":"a","v":1}x
          {"id":"a","v":1,"skip":[1}
          {"id":"a","v":1} // comment
          """)
  void refuses_what_is_not_json(String record) throws IOException {
    assertThat(READING.read("a.jsonl", record).reasons(), contains(containsString("not JSON: ")));
  }

  @Test
  void refuses_bad_utf8_even_where_nothing_is_mapped() throws IOException {
    byte[] record = "{\"id\":\"a\",\"v\":1,\"skip\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    record[24] = (byte) 0xFF;

    Reading.Result result = READING.read("a.jsonl", record);

    assertThat(
        result.rejects(),
        contains(
            new Reject(
                "a.jsonl",
                1,
                0,
                "not UTF-8, at byte 24 of the record",
                "{\"id\":\"a\",\"v\":1,\"skip\":\"\uFFFD\"}")));
  }

  @Test
  void id_and_keyword_may_be_as_long_as_lucene_takes_them() throws IOException {
    String id = "é".repeat(DocumentChange.MAX_ID_BYTES / 2);
    String tag = "t".repeat(32_766);

    Reading.Result result =
        READING.read("a.jsonl", tagged(id, tag) + tagged(id + "x", tag) + tagged(id, tag + "t"));

    assertThat(result.ids(), contains(id));
    assertThat(
        result.reasons(),
        contains(
            "id has 8193 bytes; at most 8192 are allowed",
            "tags has 32767 bytes; a term can have at most 32766"));
  }

  @Test
  void integer_id_counts_as_its_digits() throws IOException {
    assertThat(change("{\"id\":42,\"v\":1}").id(), is("42"));
    assertThat(
        change("{\"id\":12345678901234567890123,\"v\":1}").id(), is("12345678901234567890123"));
  }

  @Test
  void delete_needs_no_more_than_id_op_and_version() throws IOException {
    DocumentChange change =
        change("{\"op\":\"delete\",\"id\":\"a\",\"v\":1,\"title\":{},\"clicks\":\"x\"}");

    assertThat(change.delete(), is(true));
    assertThat(change.values(), is(List.of()));
    assertThat(change.rank(), is(change("{\"op\":\"delete\",\"id\":\"b\",\"v\":1}").rank()));
  }

  @Test
  void hash_tells_contents_apart_and_nothing_else() throws IOException {
    long hash = change("{\"id\":\"a\",\"v\":1,\"title\":\"x\"}").rank().hash();

    assertThat(
        change("{ \"v\":2, \"title\" : \"\\u0078\", \"skip\":1, \"id\":\"b\"}").rank().hash(),
        is(hash));
    assertThat(change("{\"id\":\"a\",\"v\":1,\"title\":\"y\"}").rank().hash(), is(not(hash)));
    assertThat(change("{\"id\":\"a\",\"v\":1,\"tags\":\"x\"}").rank().hash(), is(not(hash)));
    assertThat(change("{\"id\":\"a\",\"v\":1}").rank().hash(), is(not(hash)));
    assertThat(
        change("{\"id\":\"a\",\"v\":1}").rank().hash(),
        is(not(change("{\"id\":\"a\",\"v\":1,\"op\":\"delete\"}").rank().hash())));
  }

  private static DocumentChange change(String record) throws IOException {
    Reading.Result result = READING.read("a.jsonl", record);
    assertThat(result.rejects(), is(List.of()));
    return result.changes().get(0);
  }

  private static String tagged(String id, String tag) {
    return "{\"id\":\"" + id + "\",\"v\":1,\"tags\":\"" + tag + "\"}\n";
  }
}
