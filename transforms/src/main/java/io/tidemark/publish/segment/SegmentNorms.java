package io.tidemark.publish.segment;

import org.apache.lucene.codecs.NormsProducer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.NumericDocValues;

/** Hands the norms of a segment to a codec. */
final class SegmentNorms extends NormsProducer {
  private final DocumentColumns columns;

  SegmentNorms(DocumentColumns columns) {
    this.columns = columns;
  }

  @Override
  public NumericDocValues getNorms(FieldInfo field) {
    return columns.norms(field.name);
  }

  @Override
  public void checkIntegrity() {}

  @Override
  public void close() {}
}
