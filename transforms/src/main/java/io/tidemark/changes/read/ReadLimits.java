package io.tidemark.changes.read;

import java.io.Serializable;

/**
 * How objects are cut and what a record may be. All sizes in bytes.
 *
 * @param splitBytes range of an object that is read as one piece of work
 * @param pieceBytes of mapped values after which a batch ends
 * @param pieceRecords after which a batch ends
 * @param maxRecordBytes largest record; a greater one is rejected and not kept in memory
 */
record ReadLimits(long splitBytes, long pieceBytes, int pieceRecords, int maxRecordBytes)
    implements Serializable {
  static final ReadLimits DEFAULT = new ReadLimits(64L << 20, 4L << 20, 10_000, 16 << 20);

  private static final int MOST_RECORD_BYTES = 256 << 20;

  ReadLimits {
    if (splitBytes < 1 || pieceBytes < 1 || pieceRecords < 1) {
      throw new IllegalArgumentException(
          "Split bytes, piece bytes and piece records must be at least 1, but are "
              + splitBytes
              + ", "
              + pieceBytes
              + " and "
              + pieceRecords);
    }
    if (maxRecordBytes < 1 || maxRecordBytes > MOST_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "Record bytes must be 1 to " + MOST_RECORD_BYTES + ", but are " + maxRecordBytes);
    }
  }
}
