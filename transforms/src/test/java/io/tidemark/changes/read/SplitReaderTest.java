package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Reject;
import io.tidemark.settings.IndexYaml;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitReaderTest {
  private static final Reading READING = Reading.with("fields: {t: {type: text}}");

  @Test
  void pieces_are_cut_by_records_and_the_last_one_says_so() throws IOException {
    Reading.Result result = READING.pieces(1 << 20, 2).read("a.jsonl", lines(5));

    assertThat(pieces(result), contains("0.0 2", "0.1 2", "0.2 1 last"));
    assertThat(result.ids(), contains("0", "1", "2", "3", "4"));
  }

  @Test
  void full_last_piece_is_followed_by_no_empty_one() throws IOException {
    assertThat(
        pieces(READING.pieces(1 << 20, 2).read("a.jsonl", lines(4))),
        contains("0.0 2", "0.1 2 last"));
  }

  @Test
  void pieces_are_cut_by_bytes() throws IOException {
    String record = "{\"id\":\"a\",\"t\":\"" + "x".repeat(100) + "\"}\n";

    Reading.Result result = READING.pieces(250, 100).read("a.jsonl", record.repeat(7));

    assertThat(pieces(result), contains("0.0 3", "0.1 3", "0.2 1 last"));
  }

  @Test
  void every_split_has_one_last_piece_even_where_no_line_begins() throws IOException {
    Reading.Result result = READING.splits(5).read("a.jsonl", lines(2));

    assertThat(
        pieces(result),
        contains("0.0 1 last", "1.0 0 last", "2.0 1 last", "3.0 0 last", "4.0 0 last"));
  }

  @Test
  void pieces_do_not_depend_on_the_order_of_the_splits() throws IOException {
    HeldObjects store = HeldObjects.named("order");
    byte[] bytes = lines(50).getBytes(StandardCharsets.UTF_8);
    store.put("a.jsonl", "e", bytes);
    InputObject object = Reading.object("a.jsonl", "e", bytes.length);
    Reading reading = READING.splits(100).pieces(20, 3);
    List<ChangeBatch> forward = reading.read(object, store).batches();

    List<ChangeBatch> backward = new ArrayList<>();
    List<ObjectSplit> plan = ObjectSplit.plan(object, JsonLinesFormat.PLAIN, 100);
    for (int i = plan.size() - 1; i >= 0; i--) {
      List<ChangeBatch> batches = new ArrayList<>();
      new SplitReader(
              store,
              IndexYaml.parse("fields: {t: {type: text}}", "x"),
              new ReadLimits(100, 20, 3, 1000))
          .read(plan.get(i), batches::add);
      backward.addAll(0, batches);
    }

    assertThat(backward, is(forward));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.gz", "a.zst", "a.avro", "a.parquet", "a"})
  void empty_object_gives_one_empty_piece(String key) throws IOException {
    assertThat(pieces(READING.read(key, "")), contains("0.0 0 last"));
  }

  @Test
  void vanished_object_is_one_rejected_record() throws IOException {
    InputObject object = Reading.object("gone", "e1", 10);

    Reading.Result result = READING.read(object, HeldObjects.named("vanished"));

    assertThat(
        result.rejects(),
        contains(
            new Reject(
                "gone", 0, -1, "object vanished before it was read to its end: no gone", "")));
    assertThat(pieces(result), contains("0.0 1 last"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.jsonl.gz", "a.avro", "a.parquet"})
  void replaced_object_is_one_rejected_record(String key) throws IOException {
    HeldObjects store = HeldObjects.named("replaced");
    store.put(key, "e2", new byte[20]);

    Reading.Result result = READING.read(Reading.object(key, "e1", 20), store);

    assertThat(
        result.rejects(),
        contains(
            new Reject(
                key,
                0,
                -1,
                "object was replaced before it was read to its end; its newer version will be"
                    + " found as a new object: "
                    + key
                    + " is now e2",
                "")));
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreException.Kind.class,
      names = {"UNREACHABLE", "DENIED", "REFUSED", "UNKNOWN"})
  void store_that_does_not_answer_is_no_reject(StoreException.Kind kind) {
    HeldObjects store = HeldObjects.named("silent " + kind);
    StoreException fault = new StoreException(kind, "no answer", null);
    store.fail(fault);

    for (String key : List.of("a.jsonl", "a.gz", "a.zst", "a.avro", "a.parquet", "a")) {
      StoreException thrown =
          assertThrows(
              StoreException.class, () -> READING.read(Reading.object(key, "e", 10), store));

      assertThat(thrown, sameInstance(fault));
    }
  }

  /** Ten bytes each. */
  private static String lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("{\"id\":\"").append(i).append("\"}\n");
    }
    return lines.toString();
  }

  private static List<String> pieces(Reading.Result result) {
    return result.batches().stream()
        .map(ChangeBatch::piece)
        .map(
            piece ->
                piece.split()
                    + "."
                    + piece.piece()
                    + " "
                    + piece.records()
                    + (piece.last() ? " last" : ""))
        .toList();
  }
}
