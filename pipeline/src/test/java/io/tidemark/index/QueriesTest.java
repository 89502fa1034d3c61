package io.tidemark.index;

import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesTest {
  private final TestIndex index = new TestIndex();
  private final Queries queries = TestIndex.queries();
  private SnapshotReader reader;

  @BeforeAll
  void open() throws IOException {
    long may4 = Instant.parse("2026-05-04T00:00:00Z").toEpochMilli();
    reader =
        index.open(
            index.layer(
                1,
                upsert("a", 1, "Red Tent").status("Live", "big").bid(0.5).clicks(-5L).updated(may4),
                upsert("b", 2, "Blue tent").status("off").bid(1.25).clicks(7L).updated(may4 + 1),
                upsert("c/1:x", 3, "Red kite").bid(-2.0).clicks(null).updated(may4 + 86_400_000)));
  }

  @AfterAll
  void close() throws IOException {
    reader.close();
    index.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tent | a,b",
        "TENT | a,b",
        "Ten* | a,b",
        "*ENT | a,b",
        "title:t?nt -blue | a",
        "red kite | a,c/1:x",
        "+red +kite | c/1:x",
        "red AND NOT kite | a",
        "\"red tent\" | a",
        "\"tent red\" | ``",
        "\"tent red\"~2 | a",
        "tant~1 | a,b",
        "/k.t[e]/ | c/1:x",
        "title:(red OR blue) | a,b,c/1:x",
        "status:Live | a",
        "status:live | c/1:x",
        "status:big AND status:Live | a",
        "status:[a TO c] | a",
        "status:* | a,b,c/1:x",
        "_id:a | a",
        "_id:\"c/1:x\" | c/1:x",
        "_id:c* | c/1:x",
        "*:* | a,b,c/1:x",
        "*:* -title:tent | c/1:x",
        "-title:tent | ``",
      })
  void text_and_keywords_match_as_they_were_indexed(String query, String ids) throws IOException {
    assertThat(matches(query), is(split(ids)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "clicks:7 | b",
        "clicks:\"-5\" | a",
        "clicks:\\-5 | a",
        "clicks:[-5 TO 7] | a,b",
        "clicks:{-5 TO 7] | b",
        "clicks:[-5 TO 7} | a",
        "clicks:[* TO 0] | a",
        "clicks:[0 TO *] | b",
        "clicks:* | a,b",
        "clicks>6 | b",
        "clicks>=7 | b",
        "clicks<7 | a",
        "bid:0.5 | a",
        "bid:[-2 TO 0.5] | a,c/1:x",
        "bid:{-2 TO 1.25} | a",
        "bid:[* TO *] | a,b,c/1:x",
        "bid>0.5 tent | a,b",
      })
  void numbers_match_exactly_or_by_range(String query, String ids) throws IOException {
    assertThat(matches(query), is(split(ids)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "updated:2026-05-04 | a",
        "updated:\"2026-05-04T00:00:00Z\" | a",
        "updated:\"2026-05-04T02:00:00.001+02:00\" | b",
        "updated:1777852800000 | a",
        "updated:[2026-05-04 TO 2026-05-05] | a,b,c/1:x",
        "updated:[2026-05-04 TO 2026-05-05} | a,b",
        "updated:{2026-05-04T00:00:00Z TO *] | b,c/1:x",
        "updated:[* TO 2026-05-04T00:00:00.001] | a,b",
        "updated:[1777852800001 TO 1777852800001] | b",
        "updated:* | a,b,c/1:x",
      })
  void dates_match_in_iso_8601_and_in_epoch_milliseconds(String query, String ids)
      throws IOException {
    assertThat(matches(query), is(split(ids)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title:(red | it ends too early at column 11",
        "clicks:[1 TO | it ends too early at column 13",
        "red AND | it ends too early at column 8",
        "red ) kite | unexpected ) at column 5",
        "\"red | column 5",
      })
  void syntax_error_tells_query_and_position(String query, String message) {
    InvalidQueryException thrown =
        assertThrows(InvalidQueryException.class, () -> queries.parse(query));

    assertThat(
        thrown.getMessage(),
        allOf(containsString("Cannot parse query '" + query + "': "), containsString(message)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clicks:7x | '7x' is no value of field clicks, which holds a whole number",
        "clicks:[1.5 TO 2] | '1.5' is no value of field clicks, which holds a whole number",
        "clicks:7* | '7*' is no value of field clicks",
        "bid:cheap | 'cheap' is no value of field bid, which holds a number",
        "updated:yesterday | 'yesterday' is no value of field updated, which holds a date as",
        "updated:[2026-13-01 TO *] | '2026-13-01' is no value of field updated",
      })
  void text_that_is_no_number_is_refused_with_the_form_wanted(String query, String message) {
    InvalidQueryException thrown =
        assertThrows(InvalidQueryException.class, () -> queries.parse(query));

    assertThat(thrown.getMessage(), containsString(message));
  }

  @Test
  void unknown_field_is_refused_with_the_fields_there_are() {
    InvalidQueryException thrown =
        assertThrows(InvalidQueryException.class, () -> queries.parse("red titel:tent"));

    assertThat(
        thrown.getMessage(),
        is(
            "Cannot parse query 'red titel:tent': the index has no field 'titel', but [_id, bid,"
                + " clicks, status, title, updated]"));
  }

  @Test
  void empty_query_is_refused() {
    assertThrows(InvalidQueryException.class, () -> queries.parse("  "));
  }

  @Test
  void too_many_clauses_are_refused() {
    String query = "red ".repeat(2000);

    assertThrows(InvalidQueryException.class, () -> queries.parse(query));
  }

  @Test
  void without_text_fields_terms_are_looked_for_in_keyword_fields() {
    IndexSettings keywords =
        new IndexSettings(
            "id",
            "op",
            null,
            List.of(
                new FieldSettings("n", "n", FieldType.LONG, "keyword", false),
                new FieldSettings("s", "s", FieldType.KEYWORD, "keyword", false)));
    IndexSettings none = new IndexSettings("id", "op", null, List.of());

    assertThat(Queries.of(keywords, TestIndex.ANALYZER).parse("Red").toString(), is("s:Red"));
    assertThat(Queries.of(none, TestIndex.ANALYZER).parse("Red").toString(), is("_id:Red"));
  }

  @Test
  void all_text_fields_are_looked_in_by_default() {
    IndexSettings two =
        new IndexSettings(
            "id",
            "op",
            null,
            List.of(
                new FieldSettings("body", "body", FieldType.TEXT, "standard", false),
                new FieldSettings("title", "title", FieldType.TEXT, "standard", false)));

    assertThat(
        Queries.of(two, TestSegments.ANALYZER).parse("Red").toString(), is("body:red title:red"));
  }

  private List<String> matches(String query) throws IOException {
    List<String> ids = new ArrayList<>();
    new Ids(reader).forEach(queries.parse(query), id -> ids.add(id.utf8ToString()));
    return ids;
  }

  private static List<String> split(String ids) {
    return ids == null || ids.isEmpty() ? List.of() : List.of(ids.split(","));
  }
}
