package io.tidemark.index;

import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;

/** Reads what a hit shows of its document. */
final class HitReader {
  private HitReader() {}

  static Hit read(IndexSettings settings, LiveLeafReader leaf, int document, float score)
      throws IOException {
    Document stored = leaf.storedFields().document(document);
    Map<String, Object> fields = new LinkedHashMap<>();
    for (FieldSettings field : settings.fields()) {
      List<Object> values = values(field, stored.getFields(field.name()));
      if (!values.isEmpty()) {
        fields.put(field.name(), values.size() == 1 ? values.get(0) : values);
      }
    }
    return new Hit(
        stored.get(IndexSettings.ID_FIELD),
        score,
        new RankValues(leaf.segment()).of(document).version(),
        fields,
        leaf.layer().id(),
        leaf.layer().windowStart(),
        leaf.layer().windowEnd());
  }

  private static List<Object> values(FieldSettings field, IndexableField[] stored) {
    List<Object> values = new ArrayList<>();
    for (IndexableField value : stored) {
      Number number = value.numericValue();
      if (number == null) {
        values.add(value.stringValue());
      } else if (field.type() == FieldType.DATE) {
        values.add(Instant.ofEpochMilli(number.longValue()).toString());
      } else {
        values.add(number);
      }
    }
    return values;
  }
}
