package io.tidemark.publish.segment;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.changes.Partition;
import io.tidemark.changes.Rank;
import io.tidemark.deltas.Inverter;
import io.tidemark.deltas.PostingDelta;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.util.NumericUtils;

/** Settings with a field of every kind, and documents and deltas for them. */
final class ShardSamples {
  static final int BODY = 0;
  static final int CREATED = 1;
  static final int FACETS = 2;
  static final int PRICE = 3;
  static final int STATUS = 4;
  static final int TITLE = 5;
  static final int VIEWS = 6;

  static final IndexSettings SETTINGS =
      new IndexSettings(
          "id",
          "op",
          "version",
          List.of(
              new FieldSettings("body", "body", FieldType.TEXT, "stemmed beside", false),
              new FieldSettings("created", "created", FieldType.DATE, "keyword", true),
              new FieldSettings("facets", "facets", FieldType.KEYWORD, "keyword", true),
              new FieldSettings("price", "price", FieldType.DOUBLE, "keyword", true),
              new FieldSettings("status", "status", FieldType.KEYWORD, "keyword", false),
              new FieldSettings("title", "title", FieldType.TEXT, "standard", true),
              new FieldSettings("views", "views", FieldType.LONG, "keyword", false)));

  private ShardSamples() {}

  /** The analyzers the settings name; one puts each stem at the position of its word. */
  static Analyzer analyzer(String name) {
    return switch (name) {
      case "standard" -> new StandardAnalyzer();
      case "stemmed beside" -> new StemmedBeside();
      default -> throw new IllegalArgumentException(name);
    };
  }

  static DocumentChange upsert(String id, long version, FieldValue... values) {
    return change(id, false, version, List.of(values));
  }

  static DocumentChange delete(String id, long version) {
    return change(id, true, version, List.of());
  }

  /** The hash in the rank comes from the content, so that equal ranks mean equal changes. */
  static DocumentChange change(String id, boolean delete, long version, List<FieldValue> values) {
    long hash = 31L * values.hashCode() + (delete ? 1 : 0);
    return new DocumentChange(id, delete, new Rank(version, version / 2, hash), values);
  }

  static FieldValue text(int field, String text) {
    return new FieldValue.Text(field, text);
  }

  static FieldValue number(int field, long number) {
    return new FieldValue.Number(field, number);
  }

  static FieldValue number(int field, double number) {
    return new FieldValue.Number(field, NumericUtils.doubleToSortableLong(number));
  }

  /** The delta of some changes, inverted in one batch. */
  static PostingDelta delta(DocumentChange... changes) {
    return delta(SETTINGS, List.of(List.of(changes)));
  }

  /** The delta of some batches of changes: each inverted on its own, then all merged. */
  static PostingDelta delta(
      IndexSettings settings, Collection<? extends List<DocumentChange>> batches) {
    Inverter inverter = new Inverter(settings, 1, ShardSamples::analyzer);
    List<PostingDelta> deltas = new ArrayList<>();
    for (List<DocumentChange> batch : batches) {
      deltas.add(inverter.invert(ChangeBatch.of(piece(deltas.size()), batch, List.of())).get(0));
    }
    return PostingDelta.merge(deltas);
  }

  private static ObjectPiece piece(int number) {
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    Partition partition = new Partition(start, start.plusSeconds(600));
    return new ObjectPiece(
        new InputObject(
            "part-" + number, "e", 1, partition, Disposition.ON_TIME, start, start, start),
        0,
        1,
        0,
        true,
        1,
        0);
  }

  private static final class StemmedBeside extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
      Tokenizer words = new StandardTokenizer();
      TokenStream twice = new KeywordRepeatFilter(new LowerCaseFilter(words));
      return new TokenStreamComponents(words, new PorterStemFilter(twice));
    }

    @Override
    public int getPositionIncrementGap(String fieldName) {
      return 10;
    }
  }
}
