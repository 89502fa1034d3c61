package io.tidemark.changes.read;

import io.tidemark.changes.read.document.BadRecord;
import io.tidemark.changes.read.document.Excerpt;
import io.tidemark.storage.StoreException;
import java.io.IOException;

/** Reads the records of one split of JSON Lines. */
final class JsonLinesReader {
  private final LineScanner lines;
  private final boolean fromStart;
  private final ReadLimits limits;
  private final RecordSink sink;
  private final JsonRecords records;
  private long line;

  /**
   * Prepares to read.
   *
   * @param fromStart whether the lines start with the object; else the first one belongs to the
   *     split before
   */
  JsonLinesReader(LineScanner lines, boolean fromStart, ReadLimits limits, RecordSink sink) {
    this.lines = lines;
    this.fromStart = fromStart;
    this.limits = limits;
    this.sink = sink;
    this.records = new JsonRecords(sink.document());
  }

  /** Reads the lines that start before {@code end}. */
  void read(long end) throws IOException {
    try {
      boolean more = lines.next();
      if (more && !fromStart) {
        more = lines.next();
      }
      while (more && lines.offset() < end) {
        line++;
        record();
        more = lines.next();
      }
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      line++;
      sink.damage(
          number(),
          lines.offset(),
          Excerpt.reason("rest of the object unreadable", e),
          Excerpt.of(lines.buffer(), lines.start(), lines.end()));
    }
  }

  private void record() {
    int start = lines.start();
    if (fromStart && line == 1 && startsWithMark(start)) {
      start += 3;
    }
    try {
      if (lines.tooLong()) {
        throw new BadRecord("larger than " + limits.maxRecordBytes() + " bytes");
      }
      if (!lines.blank(start)) {
        records.read(lines.buffer(), start, lines.end());
        sink.accept(lines.offset());
      }
    } catch (BadRecord e) {
      sink.reject(
          number(),
          lines.offset(),
          String.valueOf(e.getMessage()),
          Excerpt.of(lines.buffer(), start, lines.end()));
    }
  }

  private long number() {
    return fromStart ? line : 0;
  }

  /** A UTF-8 byte order mark. */
  private boolean startsWithMark(int start) {
    byte[] bytes = lines.buffer();
    return lines.end() - start >= 3
        && bytes[start] == (byte) 0xEF
        && bytes[start + 1] == (byte) 0xBB
        && bytes[start + 2] == (byte) 0xBF;
  }
}
