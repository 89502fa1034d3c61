package io.tidemark.testdata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A file ready to be delivered.
 *
 * @param relativePath partition directory and name, such as {@code
 *     dt=2026-05-04/hr=18/mi=30/part-00000.jsonl}
 * @param bytes its content; not to be altered
 * @param partitionStart first instant its partition covers
 * @param arrivalOffset from the start of the first partition to the delivery; for a live run, wait
 *     until then
 * @param lateBy periods it comes too late; 0 for in time
 * @param changes valid records in it, those delivered again included
 * @param badLines its bad lines, in order
 */
@SuppressWarnings("ArrayRecordComponent") // Files are passed on, never compared.
public record GeneratedFile(
    String relativePath,
    byte[] bytes,
    Instant partitionStart,
    Duration arrivalOffset,
    int lateBy,
    int changes,
    List<Bad> badLines) {

  public GeneratedFile {
    badLines = List.copyOf(badLines);
  }

  /**
   * A line that is no valid record.
   *
   * @param line 1 for the first
   * @param kind what is wrong: {@code truncated}, {@code bad_utf8}, {@code no_id}, {@code
   *     bad_version}, {@code bad_op}, {@code not_object}, {@code garbage}, or {@code blank} (white
   *     space only: to be skipped, not rejected)
   */
  public record Bad(int line, String kind) {}
}
