package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/**
 * How much is generated. One partition at a time is in memory.
 *
 * @param initialEntries created at the start of the first partition, on top of its changes
 * @param changesPerPartition different changes; what is delivered again comes on top
 * @param filesPerPartition the lines of a partition are dealt out to
 * @param compression of the files
 */
public record Volume(
    int initialEntries, int changesPerPartition, int filesPerPartition, Compression compression) {
  private static final int MAX_FILES = 100_000;

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (initialEntries < 0) {
      problems.add("initial entries must be 0 or more, not " + initialEntries);
    }
    if (changesPerPartition < 0) {
      problems.add("changes per partition must be 0 or more, not " + changesPerPartition);
    }
    if (filesPerPartition < 1 || filesPerPartition > MAX_FILES) {
      problems.add("files per partition must be 1 to " + MAX_FILES + ", not " + filesPerPartition);
    }
    return problems;
  }
}
