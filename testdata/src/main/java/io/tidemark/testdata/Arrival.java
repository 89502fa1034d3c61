package io.tidemark.testdata;

import java.time.Duration;

/**
 * When a file is delivered.
 *
 * @param offset from the start of the first partition
 * @param lateBy periods it comes too late; 0 for in time
 */
record Arrival(Duration offset, int lateBy) {}
