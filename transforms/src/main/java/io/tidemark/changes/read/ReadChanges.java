package io.tidemark.changes.read;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.ChangeBatchCoder;
import io.tidemark.changes.Discovery;
import io.tidemark.changes.Reject;
import io.tidemark.settings.IndexSettings;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads discovered objects into document changes.
 *
 * <p>Input: discoveries in any order, bounded or not. Output: {@link ChangeBatch}es with the
 * timestamp and windows of their discovery. Each object that is to be read falls into one or more
 * splits, each split into one or more pieces, of which exactly one is the last; where they are cut
 * depends on the object and the limits alone, so an object read twice gives equal batches. An
 * object that is not to be read gives one piece without records; a closing is handed on.
 *
 * <p>Formats, by the end of the key: {@code .jsonl .json .ndjson} JSON Lines, {@code .gz} and
 * {@code .zst .zstd} JSON Lines compressed, {@code .avro}, {@code .parquet}; of other keys the
 * first bytes decide. Plain JSON Lines and Avro are read in parallel ranges.
 *
 * <p>What values a mapped path takes:
 *
 * <ul>
 *   <li>id: a string that is not empty, or an integer, which counts as its digits. Required.
 *   <li>op: {@code "upsert"}, {@code "delete"}, or absent for upsert. Null is refused in JSON; in
 *       Avro and Parquet, where absent can only be written so, it is absent.
 *   <li>version: an integer of 64 bits, written without fraction. Required where it is mapped.
 *   <li>text and keyword: strings; numbers and booleans as JSON writes them. A keyword has at most
 *       32,766 bytes in UTF-8.
 *   <li>long: an integer. double: a finite number. date: ISO-8601 with offset, an ISO-8601 date
 *       (its start in UTC), epoch milliseconds, or a time stamp of Avro or Parquet.
 *   <li>Null is no value; an array of values is several values of the field.
 * </ul>
 *
 * <p>A delete needs id, op and version only. Failures: a record that cannot be read becomes a
 * {@link Reject} in its piece and counts as one record, rejected; so does each part of an object
 * that is damaged, and each split of an object that vanished or changed since it was found. A store
 * that does not answer or denies access fails the bundle, and the runner tries it again.
 *
 * <p>Metrics in the namespace {@code tidemark}: documents, deletes, recordsRejected, bytesRead,
 * objectsRead, objectsUnreadable.
 */
public final class ReadChanges
    extends PTransform<PCollection<Discovery>, PCollection<ChangeBatch>> {
  private static final long serialVersionUID = 1L;

  /**
   * Splits are spread over so many keys, and not over all there are: the Direct runner keeps
   * something for every key it has ever seen.
   */
  private static final int KEYS = 256;

  private final String input;
  private final IndexSettings settings;
  private final ReadLimits limits;

  private ReadChanges(String input, IndexSettings settings, ReadLimits limits) {
    this.input = input;
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * Reads objects below a URI.
   *
   * @param input URI the keys of the objects are relative to
   * @param settings of the index: what is taken from a record
   */
  public static ReadChanges from(String input, IndexSettings settings) {
    return new ReadChanges(input, settings, ReadLimits.DEFAULT);
  }

  /** Bytes of an object read as one piece of work; 64 MiB unless set. */
  public ReadChanges withSplitBytes(long bytes) {
    return with(
        new ReadLimits(bytes, limits.pieceBytes(), limits.pieceRecords(), limits.maxRecordBytes()));
  }

  /** Bytes of values and records after which a piece ends; 4 MiB and 10,000 unless set. */
  public ReadChanges withPieces(long bytes, int records) {
    return with(new ReadLimits(limits.splitBytes(), bytes, records, limits.maxRecordBytes()));
  }

  /** The largest record in bytes, at most 256 MiB; 16 MiB unless set. Greater ones are rejected. */
  public ReadChanges withMaxRecordBytes(int bytes) {
    return with(
        new ReadLimits(limits.splitBytes(), limits.pieceBytes(), limits.pieceRecords(), bytes));
  }

  @Override
  public PCollection<ChangeBatch> expand(PCollection<Discovery> discoveries) {
    return discoveries
        .apply("PlanSplits", ParDo.of(new PlanSplitsFn(input, limits)))
        .setCoder(ObjectSplitCoder.of())
        .apply("Spread", Reshuffle.<ObjectSplit>viaRandomKey().withNumBuckets(KEYS))
        .apply("ReadSplits", ParDo.of(new ReadSplitFn(input, settings, limits)))
        .setCoder(ChangeBatchCoder.of());
  }

  private ReadChanges with(ReadLimits other) {
    return new ReadChanges(input, settings, other);
  }
}
