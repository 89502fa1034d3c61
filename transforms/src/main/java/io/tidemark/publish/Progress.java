package io.tidemark.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the source is committed. Lives in the snapshot and nowhere else.
 *
 * @param watermark every partition that ends at or before it is closed; null before the first
 *     closing
 * @param floor objects of partitions that end at or before it are no longer listed one by one; null
 *     when all are listed
 * @param objects committed objects of partitions after the floor, and of those that are owed, by
 *     key
 * @param pending receipts of objects that are committed in part
 * @param waiting closings that cannot count yet, without what is committed of what they cover
 * @param counted watermarks of the closings after the floor that count, by id: others follow them
 * @param totals counts over the whole life of the index
 * @param openPartitions how many the source had open when it told the watermark
 * @param freshness of objects, as the run that committed last made it
 * @param stopped id of the run that was asked to stop last, once all it found was committed; null
 *     when none was
 * @param restart from one run to another, the last there was; null before the second run
 * @param debt ranges of partitions that were passed over and are owed, oldest first
 * @param debtSince id of the closing that passed partitions over last; null when nothing is owed
 * @param runs that committed last, the last one last; repairs aside
 */
public record Progress(
    @Nullable Instant watermark,
    @Nullable Instant floor,
    SortedMap<String, CommittedObject> objects,
    List<Layer.ShardReceipt> pending,
    List<Closing> waiting,
    SortedMap<String, Instant> counted,
    Totals totals,
    int openPartitions,
    Freshness freshness,
    @Nullable String stopped,
    @Nullable Restart restart,
    List<Debt> debt,
    @Nullable String debtSince,
    List<RunSpan> runs) {
  /** Nothing committed. */
  public static final Progress NONE =
      new Progress(
          null,
          null,
          new TreeMap<>(),
          List.of(),
          List.of(),
          new TreeMap<>(),
          Totals.ZERO,
          0,
          Freshness.NONE,
          null,
          null,
          List.of(),
          null,
          List.of());

  public Progress {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    pending = List.copyOf(pending);
    waiting = waiting == null ? List.of() : List.copyOf(waiting); // Absent before it was kept.
    counted =
        counted == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(counted));
    freshness = freshness == null ? Freshness.NONE : freshness;
    debt = debt == null ? List.of() : List.copyOf(debt);
    runs = runs == null ? List.of() : List.copyOf(runs);
  }

  /** The same with what a run committed now. */
  Progress with(Freshness ages, List<RunSpan> committers) {
    return new Progress(
        watermark,
        floor,
        objects,
        pending,
        waiting,
        counted,
        totals,
        openPartitions,
        ages,
        stopped,
        Restart.last(committers, restart),
        debt,
        debtSince,
        committers);
  }

  /**
   * A committed object.
   *
   * @param etag of the version committed last
   * @param partitionEnd of its partition
   * @param disposition what became of it
   * @param earlier etags of the versions of it committed before
   */
  public record CommittedObject(
      String etag, Instant partitionEnd, String disposition, List<String> earlier) {
    public CommittedObject {
      earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }

    /** The etags of all versions committed. */
    public List<String> versions() {
      List<String> versions = new ArrayList<>(earlier);
      versions.add(etag);
      return versions;
    }

    /** Whether a version is committed. */
    boolean holds(String version) {
      return etag.equals(version) || earlier.contains(version);
    }
  }
}
