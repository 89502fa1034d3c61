package io.tidemark.changes.read;

import io.tidemark.changes.read.document.DocumentBuilder;
import java.io.IOException;

/**
 * A kind of data file. To read another one, implement this and add it to {@link RecordFormats}.
 *
 * <p>What every implementation keeps:
 *
 * <ol>
 *   <li>It walks each record along {@link DocumentBuilder#root()} and hands over what it meets,
 *       then calls {@link RecordSink#accept}; a record that is none it rejects, and goes on.
 *   <li>Records come in the order of the object, each with a position that grows and that does not
 *       depend on how the object is split.
 *   <li>The splits of an object together give exactly the records of the whole object.
 *   <li>Damage in the data is reported with {@link RecordSink#damage}, after everything before it;
 *       a {@link io.tidemark.storage.StoreException} is thrown on.
 *   <li>Memory is bounded by the largest record or block, not by the object.
 * </ol>
 */
interface RecordFormat {

  /** Names the format in a split. */
  String name();

  /** Whether keys that end so hold this format. */
  boolean matches(String key);

  /**
   * Whether data that starts so is of this format.
   *
   * @param head the first {@link RecordFormats#MAGIC_BYTES} bytes, fewer of a smaller object
   */
  boolean matches(byte[] head);

  /** Whether objects can be read from the middle. */
  boolean splittable();

  /** Reads the records that begin in the split. Closing the range is left to the caller. */
  void read(ObjectSplit split, ObjectRange range, ReadLimits limits, RecordSink sink)
      throws IOException;
}
