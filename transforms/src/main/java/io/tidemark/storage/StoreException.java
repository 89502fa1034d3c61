package io.tidemark.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store could not do what was asked. The message says what, on which object, and why. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /** No such object, or no such bucket or folder. */
    NOT_FOUND,
    /** The object has another etag than the one asked for. */
    CHANGED,
    /** Credentials or permissions: trying again does not help. */
    DENIED,
    /** The store did not answer, or kept failing, through all retries. */
    UNREACHABLE,
    /** A write may or may not have been applied. */
    UNKNOWN,
    /** The store refused the request itself: a key it cannot hold, a malformed argument. */
    REFUSED,
    /** The URI or the options name no store that could be asked. */
    UNUSABLE
  }

  private final Kind kind;

  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
