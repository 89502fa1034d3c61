package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.segment.Sha256;
import io.tidemark.publish.segment.ShardFile;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * One committed window: its shard files, immutable. Kept as {@code layers/<id>.json}.
 *
 * @param format of this file, {@value #FORMAT}
 * @param id names the layer by its window and content: the same window with the same content has
 *     the same id on every runner
 * @param windowStart first instant of event time the layer covers
 * @param windowEnd first instant no longer covered
 * @param shards that have changes in the window, ascending
 * @param receipts of the source pieces in it, by shard in the order of the shards they came with
 * @param rejects the rejected records of the window
 * @param closings why the partitions in it were held for complete, JSON as the source gave it
 */
public record Layer(
    int format,
    String id,
    Instant windowStart,
    Instant windowEnd,
    List<ShardFile> shards,
    List<ShardReceipt> receipts,
    List<RejectFile> rejects,
    List<String> closings) {
  /** The format written. */
  public static final int FORMAT = 1;

  public Layer {
    shards = List.copyOf(shards);
    receipts = List.copyOf(receipts);
    rejects = List.copyOf(rejects);
    closings = List.copyOf(closings);
  }

  /** The layer of a window: its id is made from the window and all that is in it. */
  static Layer of(
      LayerWindow covered,
      List<ShardFile> shards,
      List<ShardReceipt> receipts,
      List<RejectFile> rejects,
      List<String> closings) {
    MessageDigest content = Sha256.digest();
    content.update(JsonFormat.write(shards));
    content.update(JsonFormat.write(receipts));
    content.update(JsonFormat.write(rejects));
    if (receipts.isEmpty()) {
      content.update(JsonFormat.write(closings)); // Otherwise they tell when, not what.
    }
    String id = covered.name() + "-" + HexFormat.of().formatHex(content.digest(), 0, 8);
    return new Layer(
        FORMAT, id, covered.start(), covered.end(), shards, receipts, rejects, closings);
  }

  /** A receipt and the shard whose delta carried it. */
  public record ShardReceipt(int shard, Receipt receipt) {}
}
