package io.tidemark.changes.watch;

import io.tidemark.changes.DebtChange;
import io.tidemark.changes.DebtNotice;
import io.tidemark.changes.Notice.Covered;
import io.tidemark.changes.Notice.Link;
import io.tidemark.changes.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes news about debt. */
final class DebtNotices {
  private final PartitionLayout layout;
  private final Instant now;
  private final @Nullable Link follows;

  /**
   * News of a poll.
   *
   * @param follows the notice that must count before these do; null for none
   */
  DebtNotices(PartitionLayout layout, Instant now, @Nullable Link follows) {
    this.layout = layout;
    this.now = now;
    this.follows = follows;
  }

  /** Partitions are passed over: one claim passes them and owes them. */
  DebtNotice passedOver(Instant from, Instant to) {
    return notice(List.of(DebtChange.owed(from, to)), null, to.minusMillis(1), to, List.of());
  }

  /** These are left behind by the floor, and owed still; the watermark stays where it is. */
  DebtNotice leftBehind(List<DebtChange> owed, Instant eventTime, Instant watermark) {
    return notice(owed, null, eventTime, watermark, List.of());
  }

  /**
   * The changes take place once all these versions are committed.
   *
   * @param of id of the notice that made it owed
   */
  DebtNotice changed(
      @Nullable String of,
      List<DebtChange> changes,
      Instant eventTime,
      Collection<ObjectVersion> versions) {
    return notice(changes, of == null ? "" : of, eventTime, null, covers(versions, layout));
  }

  private DebtNotice notice(
      List<DebtChange> changes,
      @Nullable String of,
      Instant eventTime,
      @Nullable Instant watermark,
      List<Covered> covers) {
    String id = PollClosing.id(now, changes, of, watermark, follows, covers);
    return new DebtNotice(changes, of, now, eventTime, watermark, id, follows, covers);
  }

  /** Versions as a notice names them. */
  static List<Covered> covers(Collection<ObjectVersion> versions, PartitionLayout layout) {
    List<Covered> covers = new ArrayList<>();
    for (ObjectVersion version : versions) {
      Partition partition = layout.partitionOf(version.key()).orElseThrow();
      covers.add(new Covered(version.key(), version.etag(), partition.end()));
    }
    return covers;
  }
}
