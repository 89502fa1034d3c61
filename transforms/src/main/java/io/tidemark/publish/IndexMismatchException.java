package io.tidemark.publish;

import java.util.List;

/** An output holds an index that the settings of a run do not fit. Nothing was changed. */
public final class IndexMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexMismatchException(String output, List<String> differences) {
    super(
        "Cannot continue the index in "
            + output
            + ": it was made with other settings:\n  - "
            + String.join("\n  - ", differences)
            + "\nRun with the settings of the index, or write to another --output.");
  }
}
