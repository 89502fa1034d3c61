/**
 * Which objects are new, and when is a partition complete? Polls an object store within an open
 * horizon of time, and moves the watermark as partitions close.
 *
 * <p>{@link io.tidemark.changes.watch.WatchPartitions} is the door, {@link
 * io.tidemark.changes.watch.WatchSettings} what it can be told; {@code Poller} decides, without
 * Beam, on a {@code Horizon}.
 */
@NullMarked
package io.tidemark.changes.watch;

import org.jspecify.annotations.NullMarked;
