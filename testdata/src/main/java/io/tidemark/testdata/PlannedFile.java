package io.tidemark.testdata;

import java.time.Duration;
import java.util.List;

/**
 * A file before it is written out.
 *
 * @param relativePath partition directory and name
 * @param arrivalOffset from the start of the first partition to its delivery
 * @param lateBy periods it comes too late; 0 for in time
 * @param lines in order
 */
record PlannedFile(String relativePath, Duration arrivalOffset, int lateBy, List<Line> lines) {}
