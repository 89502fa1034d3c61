package io.tidemark.deltas;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary changes of few documents, so that most are superseded. Ids mix one to four bytes in
 * UTF-8 with common prefixes; values are by field, words at random, with synonyms and holes.
 */
final class Changes {
  private static final List<String> IDS =
      List.of(
          "",
          "a",
          "aa",
          "a\u0000",
          "a\u0001",
          "b",
          "common/prefix/1",
          "common/prefix/10",
          "common/prefix/2",
          "é",
          "\u07FF",
          "\uFF5E",
          "\uD83D\uDE00",
          "\uD83D\uDE01",
          "\uFFFF");

  private static final String[] WORDS = {
    "_",
    "+ab",
    "ba",
    "x",
    "y",
    "longer-than-eight",
    "longer-than-nine",
    "longer-th",
    "é",
    "\uFF5E",
    "\uD83D\uDE00",
    "\u4E2D\u6587"
  };

  private Changes() {}

  /** Lists of changes; two of equal rank are equal. */
  static Arbitrary<List<DocumentChange>> lists() {
    return change().list().ofMaxSize(40);
  }

  private static Arbitrary<DocumentChange> change() {
    Arbitrary<Boolean> delete =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
    return Combinators.combine(
            Arbitraries.of(IDS),
            delete,
            Arbitraries.longs().between(-2, 3),
            Arbitraries.longs().between(0, 1),
            values())
        .as(
            (id, deleted, version, position, values) -> {
              List<FieldValue> kept = deleted ? List.of() : values;
              return new DocumentChange(
                  id, deleted, new Rank(version, position, Objects.hash(deleted, kept)), kept);
            });
  }

  private static Arbitrary<List<FieldValue>> values() {
    return Combinators.combine(
            words(12).list().ofMaxSize(2),
            words(1).list().ofMaxSize(1),
            Arbitraries.longs().list().ofMaxSize(2),
            words(1).list().ofMaxSize(3),
            words(20).list().ofMaxSize(2))
        .as(
            (body, exact, price, tags, title) -> {
              List<FieldValue> values = new ArrayList<>();
              body.forEach(text -> values.add(Batches.text(Batches.BODY, text)));
              exact.forEach(text -> values.add(Batches.text(Batches.EXACT, text)));
              price.forEach(bits -> values.add(Batches.number(Batches.PRICE, bits)));
              tags.forEach(text -> values.add(Batches.text(Batches.TAGS, text)));
              title.forEach(text -> values.add(Batches.text(Batches.TITLE, text)));
              return values;
            });
  }

  private static Arbitrary<String> words(int most) {
    return Arbitraries.of(WORDS).list().ofMaxSize(most).map(words -> String.join(" ", words));
  }
}
