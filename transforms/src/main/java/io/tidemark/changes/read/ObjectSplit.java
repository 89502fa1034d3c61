package io.tidemark.changes.read;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One piece of reading work: a byte range of an object, or a discovery that is passed on unread.
 *
 * @param source the object, or a closing, which has one split of no bytes
 * @param format name of the {@link RecordFormat}; empty when nothing is read
 * @param split 0 for the first
 * @param splits the object has
 * @param from first byte
 * @param to end, exclusive
 */
record ObjectSplit(Discovery source, String format, int split, int splits, long from, long to) {

  /** The splits of an object: as many as its format allows. */
  static List<ObjectSplit> plan(InputObject object, RecordFormat format, long splitBytes) {
    long wanted = format.splittable() ? -Math.floorDiv(-object.size(), splitBytes) : 1;
    int splits = Math.toIntExact(Math.max(1, wanted));
    List<ObjectSplit> plan = new ArrayList<>(splits);
    for (int split = 0; split < splits; split++) {
      long from = split * splitBytes;
      long to = split == splits - 1 ? object.size() : from + splitBytes;
      plan.add(new ObjectSplit(object, format.name(), split, splits, from, to));
    }
    return plan;
  }

  /** A discovery that is handed on unread. */
  static ObjectSplit unread(Discovery source) {
    return new ObjectSplit(source, "", 0, 1, 0, 0);
  }

  /** The object, where the source is one. */
  InputObject object() {
    return (InputObject) source;
  }
}
