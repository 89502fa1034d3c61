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
            + "\nOr give another --output: an index with the new settings is built there from the input,"
            + " while this one goes on serving. Nothing was changed; delete nothing.");
  }
}
