package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import java.time.Instant;
import java.util.List;

/**
 * A source object that is on record and not in the index; a line of {@code late/<layer id>.jsonl}.
 *
 * @param object key relative to the input
 * @param etag of the version found
 * @param size bytes
 * @param partitionStart of its partition
 * @param partitionEnd of its partition
 * @param disposition why: DIVERTED, DROPPED or SKIPPED
 */
record PassedOver(
    String object,
    String etag,
    long size,
    Instant partitionStart,
    Instant partitionEnd,
    String disposition) {
  /** The objects a layer passes over, in the order of their receipts. */
  static List<PassedOver> in(Layer layer) {
    return layer.receipts().stream()
        .map(Layer.ShardReceipt::receipt)
        .filter(receipt -> !ObjectReceipts.INDEXED.contains(receipt.disposition()))
        .map(PassedOver::of)
        .distinct()
        .toList();
  }

  private static PassedOver of(Receipt receipt) {
    return new PassedOver(
        receipt.object(),
        receipt.etag(),
        receipt.size(),
        receipt.partitionStart(),
        receipt.partitionEnd(),
        receipt.disposition());
  }
}
