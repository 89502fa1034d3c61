package io.tidemark.publish;

/**
 * Counts over the life of an index. Objects: {@code objects = onTime + late + diverted + dropped +
 * skipped + repaired}. Records: {@code records = upserts + deletes + rejected}.
 *
 * @param objects committed, whatever became of them
 * @param onTime indexed with their partition
 * @param late indexed as amendments
 * @param diverted late, on record and not indexed
 * @param dropped late, not indexed
 * @param skipped passed over to catch up and not indexed since: owed, or gone before they were
 *     repaired. Only those that were counted; see {@link Progress#debt}
 * @param repaired indexed after they were passed over
 * @param bytes of all these objects, but for those owed
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
    long repaired,
    long bytes,
    long records,
    long upserts,
    long deletes,
    long rejected) {
  /** No counts. */
  public static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The same with so many more objects on record as skipped, or fewer. */
  Totals withSkipped(long more) {
    return new Totals(
        objects + more,
        onTime,
        late,
        diverted,
        dropped,
        skipped + more,
        repaired,
        bytes,
        records,
        upserts,
        deletes,
        rejected);
  }

  /** Whether every object and every record is accounted for exactly once. */
  public boolean addUp() {
    return objects == onTime + late + diverted + dropped + skipped + repaired
        && records == upserts + deletes + rejected;
  }
}
