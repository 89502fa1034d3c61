package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;

/**
 * The event time a layer covers.
 *
 * <p>A partition's objects ride in the last millisecond of their partition, so that late ones can
 * have milliseconds of their own; the layer of such a window covers the partition, not the
 * millisecond.
 *
 * @param start first instant covered
 * @param end first instant no longer covered
 */
record LayerWindow(Instant start, Instant end) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSX", Locale.ROOT).withZone(ZoneOffset.UTC);

  static LayerWindow of(BoundedWindow window, Iterable<Receipt> receipts) {
    IntervalWindow interval = (IntervalWindow) window;
    Instant start = Instant.ofEpochMilli(interval.start().getMillis());
    Instant end = Instant.ofEpochMilli(interval.end().getMillis());
    for (Receipt receipt : receipts) {
      if (receipt.partitionEnd().equals(end) && receipt.partitionStart().isBefore(start)) {
        start = receipt.partitionStart();
      }
    }
    return new LayerWindow(start, end);
  }

  /** As written in keys: {@code 20260105T000000.000Z_20260105T001000.000Z}. */
  String name() {
    return NAME.format(start) + "_" + NAME.format(end);
  }
}
