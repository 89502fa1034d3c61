package io.tidemark.pipeline;

import io.tidemark.changes.watch.ResumeSource;
import io.tidemark.changes.watch.Supervision;
import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.publish.KnownHead;
import io.tidemark.publish.PublishDeltas;
import io.tidemark.settings.IndexSettings;
import java.time.Duration;

/**
 * The settings of the four stages of one run.
 *
 * @param watch how the input is watched
 * @param resume where the index left off
 * @param supervision those who look after the run
 * @param index settings of the index
 * @param shards how many shards the index has
 * @param window what is published together
 * @param publish where and as what deltas are published
 * @param known the snapshot the run was started from
 */
public record RunSettings(
    WatchSettings watch,
    ResumeSource resume,
    Supervision supervision,
    IndexSettings index,
    int shards,
    Duration window,
    PublishDeltas.Settings publish,
    KnownHead known) {

  /** For a pipeline after the first: by then the log has more than the run was started from. */
  RunSettings afterFirst() {
    return new RunSettings(
        watch, resume, supervision, index, shards, window, publish, known.versionOnly());
  }
}
