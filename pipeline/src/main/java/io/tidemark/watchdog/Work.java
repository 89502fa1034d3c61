package io.tidemark.watchdog;

import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.changes.watch.WatchSettings.Publish;
import io.tidemark.pipeline.RunPlan;
import java.time.Duration;

/**
 * What is known of a run beforehand that tells when it has work.
 *
 * @param bounded whether it ends by itself; it may then commit nothing before it has read all
 * @param arrivals whether objects are committed as they are found, and not with their partition
 * @param due how long after its start a partition is due to close, once a later one shows that its
 *     time is over
 * @param settle how long its listing must have been quiet then
 */
record Work(boolean bounded, boolean arrivals, Duration due, Duration settle) {

  static Work of(RunPlan plan) {
    WatchSettings watch = plan.watch();
    return new Work(
        watch.end().bounded() || plan.repair(),
        watch.publish() == Publish.ARRIVAL,
        watch.layout().period().plus(watch.closing().watermarkDelay()),
        watch.closing().settle());
  }
}
