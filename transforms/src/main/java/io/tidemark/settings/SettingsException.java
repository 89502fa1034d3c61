package io.tidemark.settings;

import java.util.List;

/** Index settings cannot be used. The message lists every problem found, one a line. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  SettingsException(String source, List<String> problems) {
    super(
        "Cannot use the index settings in "
            + source
            + ", "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + ":\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the order of the file, each with its line where it has one. */
  public List<String> problems() {
    return problems;
  }
}
