package io.tidemark.testdata;

import java.time.Instant;
import java.util.List;

/**
 * A partition before it is written out.
 *
 * @param number 0 for the first
 * @param start first instant covered
 * @param files in the order of their names
 */
record PlannedPartition(int number, Instant start, List<PlannedFile> files) {}
