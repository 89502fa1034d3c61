package io.tidemark.publish;

import io.tidemark.deltas.Receipt;
import io.tidemark.publish.segment.Sha256;
import io.tidemark.publish.segment.ShardFile;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One committed window: its shard files, immutable. Kept as {@code layers/<id>.json}.
 *
 * @param format of this file, {@value #FORMAT}
 * @param id names the layer by its window and content: the same window with the same content has
 *     the same id on every runner
 * @param windowStart first instant of event time the layer covers
 * @param windowEnd first instant no longer covered
 * @param shards that have changes in the window, ascending; a pane that unites others may bring
 *     several files of one
 * @param receipts of the source pieces in it, by shard
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
  public static final int FORMAT = 2;

  private static final Comparator<ShardFile> FILE_ORDER =
      Comparator.comparingInt(ShardFile::shard).thenComparing(ShardFile::key);
  private static final Comparator<ShardReceipt> RECEIPT_ORDER =
      Comparator.comparingInt(ShardReceipt::shard).thenComparing(ShardReceipt::receipt);

  public Layer {
    shards = List.copyOf(shards);
    receipts = List.copyOf(receipts);
    rejects = List.copyOf(rejects);
    closings = List.copyOf(closings);
  }

  /**
   * The layer of what a pane of a window brought: its id is made from the window and all that is in
   * it, in whatever order and however often it came.
   */
  static Layer of(LayerWindow covered, Collection<ShardPart> parts) {
    SortedSet<ShardFile> files = new TreeSet<>(FILE_ORDER);
    SortedSet<ShardReceipt> receipts = new TreeSet<>(RECEIPT_ORDER);
    SortedSet<RejectFile> rejects = new TreeSet<>(Comparator.comparing(RejectFile::key));
    SortedSet<String> closings = new TreeSet<>();
    for (ShardPart part : parts) {
      if (part.file() != null) {
        files.add(part.file());
      }
      part.receipts().forEach(receipt -> receipts.add(new ShardReceipt(part.shard(), receipt)));
      if (part.rejects() != null) {
        rejects.add(part.rejects());
      }
      closings.addAll(part.closings());
    }
    return of(
        covered,
        List.copyOf(files),
        distinct(receipts),
        List.copyOf(rejects),
        List.copyOf(closings));
  }

  /** Two that differ in their times alone are one. */
  private static List<ShardReceipt> distinct(Collection<ShardReceipt> receipts) {
    Map<ShardReceipt, ShardReceipt> distinct = new LinkedHashMap<>();
    receipts.forEach(receipt -> distinct.putIfAbsent(receipt.withoutTimes(), receipt));
    return List.copyOf(distinct.values());
  }

  /** A layer of what is in canonical order already. */
  static Layer of(
      LayerWindow covered,
      List<ShardFile> shards,
      List<ShardReceipt> receipts,
      List<RejectFile> rejects,
      List<String> closings) {
    MessageDigest content = Sha256.digest();
    content.update(JsonFormat.write(shards));
    // When an object came is another time in every run.
    content.update(JsonFormat.write(receipts.stream().map(ShardReceipt::withoutTimes).toList()));
    content.update(JsonFormat.write(rejects));
    if (receipts.isEmpty()) {
      content.update(JsonFormat.write(closings)); // Otherwise they tell when, not what.
    }
    String id = covered.name() + "-" + HexFormat.of().formatHex(content.digest(), 0, 8);
    return new Layer(
        FORMAT, id, covered.start(), covered.end(), shards, receipts, rejects, closings);
  }

  /** A receipt and the shard whose delta carried it. */
  public record ShardReceipt(int shard, Receipt receipt) {
    /** The proof alone. */
    ShardReceipt withoutTimes() {
      return new ShardReceipt(shard, receipt.withoutTimes());
    }
  }
}
