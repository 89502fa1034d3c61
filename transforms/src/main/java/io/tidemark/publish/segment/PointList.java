package io.tidemark.publish.segment;

import java.io.IOException;
import org.apache.lucene.codecs.MutablePointTree;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Value lists as one-dimensional points for a codec to sort: 8 bytes each, big endian. */
final class PointList extends MutablePointTree {
  private final long[] values;
  private final int[] documents;
  private final int[] order;
  private int[] saved = new int[0];

  PointList(ValueLists lists) {
    int size = lists.size();
    this.values = lists.values();
    this.documents = new int[size];
    this.order = new int[size];
    for (int document = 0; document < lists.documents(); document++) {
      for (int i = lists.start(document); i < lists.end(document); i++) {
        documents[i] = document;
        order[i] = i;
      }
    }
  }

  @Override
  public void getValue(int i, BytesRef packed) {
    byte[] bytes = new byte[Long.BYTES];
    NumericUtils.longToSortableBytes(values[order[i]], bytes, 0);
    packed.bytes = bytes;
    packed.offset = 0;
    packed.length = Long.BYTES;
  }

  @Override
  public byte getByteAt(int i, int k) {
    long sortable = values[order[i]] ^ Long.MIN_VALUE;
    return (byte) (sortable >>> (Long.SIZE - Byte.SIZE * (k + 1)));
  }

  @Override
  public int getDocID(int i) {
    return documents[order[i]];
  }

  @Override
  public void swap(int i, int j) {
    int kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }

  @Override
  public void save(int i, int j) {
    if (saved.length == 0) {
      saved = new int[order.length];
    }
    saved[j] = order[i];
  }

  @Override
  public void restore(int from, int to) {
    if (saved.length != 0) {
      System.arraycopy(saved, from, order, from, to - from);
    }
  }

  @Override
  public long size() {
    return order.length;
  }

  @Override
  public void visitDocValues(PointValues.IntersectVisitor visitor) throws IOException {
    byte[] packed = new byte[Long.BYTES];
    for (int i = 0; i < order.length; i++) {
      NumericUtils.longToSortableBytes(values[order[i]], packed, 0);
      visitor.visit(getDocID(i), packed);
    }
  }
}
