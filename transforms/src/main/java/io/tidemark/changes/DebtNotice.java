package io.tidemark.changes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * News about partitions that were passed over to catch up.
 *
 * @param changes of what is owed, all or none of which take place
 * @param of id of the notice that made owed what was counted or settled: should partitions be
 *     passed over again meanwhile, what was seen of them before proves nothing. Null when the
 *     changes say that partitions are owed
 * @param toldAt when the poller told it
 * @param eventTime the timestamp it is emitted with
 * @param watermark of the source from here on, of news that partitions are owed: they are passed,
 *     and owed, with one claim. Null otherwise: then nothing follows this notice
 * @param id names this notice by its content
 * @param follows the notice before this one; null when there was none
 * @param covers object versions that must be committed before the changes take place
 */
public record DebtNotice(
    List<DebtChange> changes,
    @Nullable String of,
    Instant toldAt,
    Instant eventTime,
    @Nullable Instant watermark,
    String id,
    @Nullable Link follows,
    List<Covered> covers)
    implements Notice {
  public DebtNotice {
    changes = List.copyOf(changes);
    covers = List.copyOf(covers);
  }

  /** The same, emitted with another timestamp. */
  public DebtNotice at(Instant otherTime) {
    return new DebtNotice(changes, of, toldAt, otherTime, watermark, id, follows, covers);
  }
}
