package io.tidemark.publish.segment;

import io.tidemark.deltas.DocumentCursor;
import io.tidemark.deltas.PostingDelta;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of a delta hold, field by field instead of document by document: ranks, token
 * counts, norms and numbers. Codecs walk these several times, the delta is walked once.
 */
final class DocumentColumns {
  private final FixedBitSet live;
  private final long[] versions;
  private final long[] positions;
  private final long[] hashes;
  private final Map<String, TextLengths> texts = new HashMap<>();
  private final Map<String, ValueLists> lists = new HashMap<>();

  private DocumentColumns(int documents) {
    this.live = new FixedBitSet(documents);
    this.versions = new long[documents];
    this.positions = new long[documents];
    this.hashes = new long[documents];
  }

  /** Walks the documents of the delta once; writes their stored fields on the way. */
  static DocumentColumns read(PostingDelta delta, IndexSettings settings, StoredDocuments stored)
      throws IOException {
    DocumentColumns columns = new DocumentColumns(delta.documentCount());
    List<TextLengths> texts = new ArrayList<>();
    @Nullable ValueLists.Builder[] numbers = new ValueLists.Builder[settings.fields().size()];
    for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
      FieldSettings field = settings.fields().get(ordinal);
      if (field.type() == FieldType.TEXT) {
        TextLengths lengths = new TextLengths(ordinal, delta.documentCount());
        texts.add(lengths);
        columns.texts.put(field.name(), lengths);
        columns.texts.put(ShardFields.tokens(field.name()), lengths);
      } else if (field.type().numeric()) {
        numbers[ordinal] = new ValueLists.Builder(delta.documentCount());
      }
    }
    for (DocumentCursor cursor = delta.documents(); cursor.next(); ) {
      columns.readRank(cursor);
      stored.start(cursor.id());
      for (TextLengths lengths : texts) {
        lengths.read(cursor);
      }
      while (cursor.nextValue()) {
        ValueLists.Builder list = numbers[cursor.valueField()];
        if (list != null) {
          list.add(cursor.document(), cursor.valueBits());
        }
        stored.value(cursor);
      }
      stored.finish();
    }
    for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
      ValueLists.Builder list = numbers[ordinal];
      if (list != null) {
        columns.lists.put(settings.fields().get(ordinal).name(), list.build());
      }
    }
    return columns;
  }

  int documents() {
    return versions.length;
  }

  /** The documents that are no tombstones. */
  FixedBitSet live() {
    return live;
  }

  /** Numeric doc values of a field that is part of the rank or counts tokens. */
  NumericDocValues numbers(String field) {
    return switch (field) {
      case ShardFields.VERSION -> DenseNumbers.all(versions);
      case ShardFields.POSITION -> DenseNumbers.all(positions);
      case ShardFields.HASH -> DenseNumbers.all(hashes);
      default -> DenseNumbers.nonZero(Objects.requireNonNull(texts.get(field)).tokens);
    };
  }

  NumericDocValues norms(String field) {
    return DenseNumbers.nonZero(Objects.requireNonNull(texts.get(field)).norms);
  }

  /** Values of a numeric field. */
  ValueLists lists(String field) {
    return Objects.requireNonNull(lists.get(field));
  }

  private void readRank(DocumentCursor cursor) {
    int document = cursor.document();
    versions[document] = cursor.version();
    positions[document] = cursor.position();
    hashes[document] = cursor.hash();
    if (!cursor.deleted()) {
      live.set(document);
    }
  }

  /** Token counts and norms of a text field by document, 0 without tokens. */
  private static final class TextLengths {
    private final int field;
    private final long[] tokens;
    private final long[] norms;

    TextLengths(int field, int documents) {
      this.field = field;
      this.tokens = new long[documents];
      this.norms = new long[documents];
    }

    /** The norm is what {@code Similarity.computeNorm} gives when it discounts overlaps. */
    void read(DocumentCursor cursor) {
      int count = cursor.tokens(field);
      if (count > 0) {
        tokens[cursor.document()] = count;
        norms[cursor.document()] = SmallFloat.intToByte4(count - cursor.overlaps(field));
      }
    }
  }
}
