package io.tidemark.publish;

/**
 * Counts over the life of an index. Objects: {@code objects = onTime + late + diverted + dropped +
 * skipped}. Records: {@code records = upserts + deletes + rejected}.
 *
 * @param objects committed, whatever became of them
 * @param onTime indexed with their partition
 * @param late indexed as amendments
 * @param diverted late, on record and not indexed
 * @param dropped late, not indexed
 * @param skipped passed over to catch up
 * @param bytes of all these objects
 * @param records read
 * @param upserts of these records
 * @param deletes of these records
 * @param rejected of these records
 */
public record Totals(
    long objects,
    long onTime,
    long late,
    long diverted,
    long dropped,
    long skipped,
    long bytes,
    long records,
    long upserts,
    long deletes,
    long rejected) {
  /** No counts. */
  public static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
