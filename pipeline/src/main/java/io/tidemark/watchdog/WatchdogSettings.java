package io.tidemark.watchdog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a watchdog watches.
 *
 * @param limits of its patience
 * @param restarts how often and how soon it starts a job again
 * @param every how often it looks
 * @param restartEvery how long a job runs before it is started anew; null for as long as it does
 * @param heapPercent of the limit that the heap after collections may not grow beyond; 0 for all
 * @param heapMeasurements how many growing ones in a row are too many
 */
public record WatchdogSettings(
    Limits limits,
    RestartBudget restarts,
    Duration every,
    @Nullable Duration restartEvery,
    int heapPercent,
    int heapMeasurements) {}
