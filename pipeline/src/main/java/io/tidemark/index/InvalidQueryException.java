package io.tidemark.index;

import org.jspecify.annotations.Nullable;

/** A query cannot be understood. The message says which, where and why. */
public final class InvalidQueryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidQueryException(String query, String reason, @Nullable Throwable cause) {
    super("Cannot parse query '" + query + "': " + reason, cause);
  }
}
