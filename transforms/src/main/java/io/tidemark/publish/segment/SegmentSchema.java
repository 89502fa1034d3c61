package io.tidemark.publish.segment;

import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * The Lucene fields of a segment. Every segment of an index has all of them under the same numbers,
 * whether its documents use them or not.
 */
final class SegmentSchema {
  private final List<FieldInfo> fields = new ArrayList<>();

  private SegmentSchema() {}

  /** New field infos: codecs note in them what they wrote, so each segment takes its own. */
  static FieldInfos of(IndexSettings settings) {
    SegmentSchema schema = new SegmentSchema();
    schema.add(ShardFields.ID, IndexOptions.DOCS, DocValuesType.NONE, false);
    schema.add(ShardFields.VERSION, IndexOptions.NONE, DocValuesType.NUMERIC, false);
    schema.add(ShardFields.POSITION, IndexOptions.NONE, DocValuesType.NUMERIC, false);
    schema.add(ShardFields.HASH, IndexOptions.NONE, DocValuesType.NUMERIC, false);
    for (FieldSettings field : settings.fields()) {
      schema.add(field.name(), field.type());
    }
    return new FieldInfos(schema.fields.toArray(new FieldInfo[0]));
  }

  private void add(String name, FieldType type) {
    switch (type) {
      case TEXT -> {
        add(name, IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, DocValuesType.NONE, false);
        add(ShardFields.tokens(name), IndexOptions.NONE, DocValuesType.NUMERIC, false);
      }
      case KEYWORD -> add(name, IndexOptions.DOCS, DocValuesType.SORTED_SET, false);
      case LONG, DOUBLE, DATE -> add(name, IndexOptions.NONE, DocValuesType.SORTED_NUMERIC, true);
    }
  }

  private void add(String name, IndexOptions indexed, DocValuesType docValues, boolean points) {
    int dimensions = points ? 1 : 0;
    fields.add(
        new FieldInfo(
            name,
            fields.size(),
            /* storeTermVector= */ false,
            /* omitNorms= */ indexed == IndexOptions.DOCS,
            /* storePayloads= */ false,
            indexed,
            docValues,
            /* dvGen= */ -1,
            Map.of(),
            dimensions,
            dimensions,
            points ? Long.BYTES : 0,
            /* vectorDimension= */ 0,
            VectorEncoding.FLOAT32,
            VectorSimilarityFunction.EUCLIDEAN,
            /* softDeletesField= */ false,
            /* isParentField= */ false));
  }
}
