package io.tidemark.index;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefArray;
import org.apache.lucene.util.BytesRefBuilder;
import org.apache.lucene.util.Counter;

/**
 * The ids of a segment by document number, in memory: four bytes a document more than the ids
 * themselves. Documents of a shard file are in id order, so the ids are read in one walk.
 */
final class IdColumn {
  private final BytesRefArray ids;

  private IdColumn(BytesRefArray ids) {
    this.ids = ids;
  }

  static IdColumn load(OpenSegment segment) throws IOException {
    BytesRefArray ids = new BytesRefArray(Counter.newCounter());
    IdCursor cursor = IdCursor.open(segment);
    for (int document = 0; cursor.next(); document++) {
      if (cursor.document() != document) {
        throw new CorruptIndexException(
            "documents are not in the order of their ids at document " + document, segment.key());
      }
      ids.append(cursor.id());
    }
    return new IdColumn(ids);
  }

  /** The id of a document; valid as long as the builder is not used again. */
  BytesRef get(int document, BytesRefBuilder spare) {
    return ids.get(spare, document);
  }
}
