package io.tidemark.pipeline;

import io.tidemark.changes.PartitionLayout;
import io.tidemark.changes.WatchSettings;
import io.tidemark.publish.IndexIdentity;
import io.tidemark.publish.PublishDeltas;
import io.tidemark.settings.IndexSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of one run: what {@link TidemarkOptions} say, the settings of the index, and
 * where the index left off.
 *
 * @param input URI of the changes
 * @param index settings of the index
 * @param shards how many shards the index has
 * @param window what is published together
 * @param watch how the input is watched
 * @param publish where and as what deltas are published
 * @param runFor how long the run may last; null for as long as it takes
 */
public record RunSettings(
    String input,
    IndexSettings index,
    int shards,
    Duration window,
    WatchSettings watch,
    PublishDeltas.Settings publish,
    @Nullable Duration runFor) {}
