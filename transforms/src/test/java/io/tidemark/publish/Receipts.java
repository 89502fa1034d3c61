package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.segment.ShardFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receipts for tests: one object in the partition from 10:00 to 10:10, ten records a piece. */
record Receipts(
    String object,
    String etag,
    String disposition,
    int split,
    int splits,
    int piece,
    boolean last) {
  static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  static final Instant END = Instant.parse("2026-01-05T10:10:00Z");

  /** An object of one split and one piece. */
  static Receipts whole(String object) {
    return new Receipts(object, "etag-" + object, "ON_TIME", 0, 1, 0, true);
  }

  static Receipts piece(String object, int split, int splits, int piece, boolean last) {
    return new Receipts(object, "etag-" + object, "ON_TIME", split, splits, piece, last);
  }

  Receipts withEtag(String other) {
    return new Receipts(object, other, disposition, split, splits, piece, last);
  }

  Receipts withDisposition(String other) {
    return new Receipts(object, etag, other, split, splits, piece, last);
  }

  /** The receipt as it comes with one shard, when the piece touched the given shards. */
  ShardReceipt in(int shard, Integer... touched) {
    return in(shard, null, touched);
  }

  /** The same of an object that came then. */
  ShardReceipt in(int shard, Receipt.@Nullable Times times, Integer... touched) {
    List<Integer> shards = touched.length == 0 ? List.of(shard) : Arrays.asList(touched);
    return new ShardReceipt(
        shard,
        new Receipt(
            object,
            etag,
            100,
            START,
            END,
            disposition,
            split,
            splits,
            piece,
            last,
            10,
            1,
            2,
            shards,
            times));
  }

  /** What a shard contributes when these objects touched it alone. */
  static ShardPart part(int shard, String... objects) {
    String key = "shards/" + shard + String.join("", objects);
    return new ShardPart(
        shard,
        new ShardFile(shard, key, 10, "00", objects.length, 0, 1, 1),
        Arrays.stream(objects).map(object -> whole(object).in(shard).receipt()).toList(),
        null,
        List.of());
  }

  /** What a shard contributes that has receipts alone. */
  static ShardPart receipts(Receipt... receipts) {
    return new ShardPart(0, null, List.of(receipts), null, List.of());
  }
}
