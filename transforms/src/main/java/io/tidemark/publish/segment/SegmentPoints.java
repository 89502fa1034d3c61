package io.tidemark.publish.segment;

import org.apache.lucene.codecs.PointsReader;
import org.apache.lucene.index.PointValues;

/** Hands the points of a segment to a codec, which asks for nothing but the tree of a field. */
final class SegmentPoints extends PointsReader {
  private final DocumentColumns columns;

  SegmentPoints(DocumentColumns columns) {
    this.columns = columns;
  }

  @Override
  public PointValues getValues(String field) {
    return new Points(new PointList(columns.lists(field)));
  }

  @Override
  public void checkIntegrity() {}

  @Override
  public void close() {}

  private static final class Points extends PointValues {
    private final PointList list;

    Points(PointList list) {
      this.list = list;
    }

    @Override
    public PointTree getPointTree() {
      return list;
    }

    @Override
    public byte[] getMinPackedValue() {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] getMaxPackedValue() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getNumDimensions() {
      return 1;
    }

    @Override
    public int getNumIndexDimensions() {
      return 1;
    }

    @Override
    public int getBytesPerDimension() {
      return Long.BYTES;
    }

    @Override
    public long size() {
      return list.size();
    }

    @Override
    public int getDocCount() {
      throw new UnsupportedOperationException();
    }
  }
}
