package io.tidemark.changes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;

class ChangeBatchCoderTest {
  private static final PartitionClosed CLOSED =
      new PartitionClosed(
          new Partition(
              Instant.parse("2026-01-05T00:10:00Z"), Instant.parse("2026-01-05T00:20:00Z")),
          true,
          3,
          7,
          Instant.parse("2026-01-05T00:10:00.000000001Z"),
          Instant.parse("1969-12-31T23:59:59.999999999Z"),
          Instant.parse("2026-01-05T00:21:00Z"),
          "its listing did not change for 30 s",
          Instant.parse("2026-01-05T00:19:59.999Z"),
          Instant.parse("2026-01-05T00:20:00Z"),
          2,
          "0123456789abcdef",
          null,
          List.of());

  @Test
  void registry_finds_the_coder_of_a_batch() throws CannotProvideCoderException {
    assertThat(
        CoderRegistry.createDefault().getCoder(ChangeBatch.class), is(ChangeBatchCoder.of()));
  }

  @Test
  void coder_survives_serialisation() {
    CoderProperties.coderSerializable(ChangeBatchCoder.of());
  }

  @Test
  void closing_comes_back() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(ChangeBatchCoder.of(), ChangeBatch.of(CLOSED));
  }

  @Property(tries = 200)
  void batches_come_back(@ForAll("batches") ChangeBatch batch) throws Exception {
    CoderProperties.coderDecodeEncodeEqual(ChangeBatchCoder.of(), batch);
    CoderProperties.coderDeterministic(ChangeBatchCoder.of(), batch, batch);
    CoderProperties.coderConsistentWithEquals(ChangeBatchCoder.of(), batch, batch);
  }

  @Provide
  Arbitrary<Long> natural() {
    return Arbitraries.longs().greaterOrEqual(0);
  }

  @Provide
  Arbitrary<InputObject> objects() {
    return Combinators.combine(
            text(),
            text(),
            natural(),
            Arbitraries.of(Disposition.class),
            Arbitraries.longs().between(-1L << 40, 1L << 40))
        .as(
            (key, etag, size, disposition, millis) ->
                new InputObject(
                    key,
                    etag,
                    size,
                    new Partition(Instant.ofEpochMilli(millis), Instant.ofEpochMilli(millis + 1)),
                    disposition,
                    Instant.ofEpochMilli(millis),
                    Instant.ofEpochMilli(millis + 2),
                    Instant.ofEpochMilli(millis + 3)));
  }

  @Provide
  Arbitrary<ChangeBatch> batches() {
    Arbitrary<FieldValue> number =
        Combinators.combine(Arbitraries.integers().between(0, 300), Arbitraries.longs())
            .as(FieldValue.Number::new);
    Arbitrary<FieldValue> string =
        Combinators.combine(Arbitraries.integers().between(0, 300), text())
            .as(FieldValue.Text::new);
    Arbitrary<List<FieldValue>> values = Arbitraries.oneOf(number, string).list().ofMaxSize(5);
    Arbitrary<Rank> ranks =
        Combinators.combine(Arbitraries.longs(), natural(), Arbitraries.longs()).as(Rank::new);
    Arbitrary<DocumentChange> changes =
        Combinators.combine(text(), Arbitraries.of(true, false), ranks, values)
            .as(DocumentChange::new);
    Arbitrary<Reject> rejects =
        Combinators.combine(
                text(), natural(), Arbitraries.longs().greaterOrEqual(-1), text(), text())
            .as(Reject::new);
    Arbitrary<ObjectPiece> pieces =
        Combinators.combine(objects(), Arbitraries.of(true, false), natural())
            .as((object, last, count) -> new ObjectPiece(object, 1, 2, 3, last, count, 1));
    return Combinators.combine(pieces, changes.list().ofMaxSize(5), rejects.list().ofMaxSize(3))
        .as(ChangeBatch::of);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.of("a", "é", "€", "😀", "\0", "x".repeat(200))
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }
}
