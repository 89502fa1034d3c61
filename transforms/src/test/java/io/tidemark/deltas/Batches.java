package io.tidemark.deltas;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Notice;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.changes.Partition;
import io.tidemark.changes.PartitionClosed;
import io.tidemark.changes.Rank;
import io.tidemark.changes.Reject;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/** Batches of changes for tests, of one index with a field of every kind. */
final class Batches {
  static final int BODY = 0;
  static final int EXACT = 1;
  static final int PRICE = 2;
  static final int TAGS = 3;
  static final int TITLE = 4;

  static final IndexSettings INDEX =
      new IndexSettings(
          "id",
          "op",
          "version",
          List.of(
              new FieldSettings("body", "body", FieldType.TEXT, "doubling", false),
              new FieldSettings("exact", "exact", FieldType.TEXT, "keyword", false),
              new FieldSettings("price", "price", FieldType.LONG, "keyword", false),
              new FieldSettings("tags", "tags", FieldType.KEYWORD, "keyword", false),
              new FieldSettings("title", "title", FieldType.TEXT, "english", true)));

  static final Instant START = Instant.parse("2026-05-04T18:30:00Z");
  static final Partition PARTITION = new Partition(START, START.plus(Duration.ofMinutes(5)));

  static final Instant STORED = START.plusSeconds(1);
  static final Instant DISCOVERED = START.plusMillis(1200);

  private Batches() {}

  /** A new analyzer. */
  static Analyzer analyzer(String name) {
    return switch (name) {
      case "doubling" -> new DoublingAnalyzer();
      case "english" -> new EnglishAnalyzer();
      case "keyword" -> new KeywordAnalyzer();
      default -> throw new IllegalArgumentException(name);
    };
  }

  static Inverter inverter(int shards) {
    return new Inverter(INDEX, shards, Batches::analyzer);
  }

  /** The delta of a batch, for an index of one shard. */
  static PostingDelta invert(ChangeBatch batch) {
    return Objects.requireNonNull(inverter(1).invert(batch).get(0));
  }

  /** The delta of changes as one piece, for an index of one shard. */
  static PostingDelta invert(List<DocumentChange> changes) {
    return invert(batch("a.jsonl", changes));
  }

  static PostingDelta invert(DocumentChange... changes) {
    return invert(Arrays.asList(changes));
  }

  static DocumentChange upsert(String id, long version, FieldValue... values) {
    List<FieldValue> all = Arrays.asList(values);
    return new DocumentChange(id, false, new Rank(version, 0, all.hashCode()), all);
  }

  static DocumentChange delete(String id, long version) {
    return new DocumentChange(id, true, new Rank(version, 0, 0), List.of());
  }

  static FieldValue text(int field, String text) {
    return new FieldValue.Text(field, text);
  }

  static FieldValue number(int field, long bits) {
    return new FieldValue.Number(field, bits);
  }

  static ChangeBatch batch(String object, List<DocumentChange> changes, Reject... rejects) {
    return ChangeBatch.of(
        piece(object, changes.size() + rejects.length, rejects.length),
        changes,
        Arrays.asList(rejects));
  }

  static ObjectPiece piece(String object, long records, long rejected) {
    InputObject input =
        new InputObject(
            object,
            "etag",
            1000,
            PARTITION,
            Disposition.ON_TIME,
            PARTITION.end().minusMillis(1),
            STORED,
            DISCOVERED);
    return new ObjectPiece(input, 0, 1, 0, true, records, rejected);
  }

  static PartitionClosed closed() {
    Instant end = PARTITION.end();
    return new PartitionClosed(
        PARTITION,
        false,
        3,
        4,
        START.plusSeconds(1),
        START.plusSeconds(2),
        end.plusSeconds(3),
        "its listing did not change for 2 s",
        end.minusMillis(1),
        end,
        2,
        "0123456789abcdef",
        new Notice.Link("fedcba9876543210", START),
        List.of(new Notice.Covered("a.jsonl", "etag", end)));
  }
}
