package io.tidemark.index;

import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Reads single ids from stored fields. For one thread. */
final class StoredIds extends StoredFieldVisitor {
  private final LeafReader leaf;
  private @Nullable StoredFields stored;
  private @Nullable BytesRef id;

  StoredIds(LeafReader leaf) {
    this.leaf = leaf;
  }

  BytesRef get(int document) throws IOException {
    if (stored == null) {
      stored = leaf.storedFields();
    }
    id = null;
    stored.document(document, this);
    if (id == null) {
      throw new CorruptIndexException("document " + document + " has no _id", leaf.toString());
    }
    return id;
  }

  @Override
  public Status needsField(FieldInfo field) {
    if (id != null) {
      return Status.STOP;
    }
    return field.name.equals(IndexSettings.ID_FIELD) ? Status.YES : Status.NO;
  }

  @Override
  public void stringField(FieldInfo field, String value) {
    id = new BytesRef(value);
  }
}
