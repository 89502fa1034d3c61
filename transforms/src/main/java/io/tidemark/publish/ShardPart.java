package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.segment.ShardFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one shard contributes to a layer: files already written, not yet visible.
 *
 * @param shard number of the shard
 * @param file written; null when the shard has no documents in this window
 * @param receipts of the source pieces in it
 * @param rejects written; null when none were rejected
 * @param closings JSON of the partitions that closed
 */
record ShardPart(
    int shard,
    @Nullable ShardFile file,
    List<Receipt> receipts,
    @Nullable RejectFile rejects,
    List<String> closings) {
  ShardPart {
    receipts = List.copyOf(receipts);
    closings = List.copyOf(closings);
  }
}
