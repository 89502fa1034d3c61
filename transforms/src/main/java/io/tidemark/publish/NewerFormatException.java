package io.tidemark.publish;

import java.io.IOException;

/** A file was written by a newer version of Tidemark, in a format this one does not know. */
public final class NewerFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  NewerFormatException(String file, int format, int known) {
    super(
        "Cannot read "
            + file
            + ": it has format "
            + format
            + ", this version of Tidemark knows formats up to "
            + known
            + ". Use the newer version that wrote it; the index is left as it is.");
  }
}
