package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what a file system's refusals mean to a caller of the store. */
final class LocalFailures {
  private LocalFailures() {}

  static StoreException absent(String key, String uri) {
    return new StoreException(
        Kind.NOT_FOUND, "Cannot read '" + key + "' in " + uri + ": there is no such file", null);
  }

  /**
   * The failure of an attempt.
   *
   * @param attempt what was tried, on what: "read 'a/b' in /data"
   */
  static StoreException of(String attempt, IOException e) {
    if (e instanceof StoreException known) {
      return known;
    }
    if (e instanceof NoSuchFileException) {
      return failure(Kind.NOT_FOUND, attempt, "there is no " + e.getMessage(), e);
    }
    if (e instanceof AccessDeniedException) {
      String advice = "permission denied on " + e.getMessage() + "; check its owner and mode";
      return failure(Kind.DENIED, attempt, advice, e);
    }
    if (e instanceof FileAlreadyExistsException taken) {
      String advice =
          taken.getFile()
              + " is in the way; a folder cannot hold a key together with another one below it";
      return failure(Kind.REFUSED, attempt, advice, e);
    }
    if (e instanceof AtomicMoveNotSupportedException) {
      String advice =
          "a folder below the root lies on another file system, so a file cannot be moved there"
              + " atomically; use that folder as the root";
      return failure(Kind.REFUSED, attempt, advice, e);
    }
    if (e instanceof FileSystemException refused && refused.getReason() != null) {
      String advice = refused.getReason() + " (" + refused.getFile() + ")";
      return failure(Kind.UNREACHABLE, attempt, advice, e);
    }
    return failure(Kind.UNREACHABLE, attempt, String.valueOf(e.getMessage()), e);
  }

  /** Why a name cannot be converted, and what to do. */
  static String encoding(String problem) {
    return problem
        + " (file names are "
        + System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())
        + " here; set LC_ALL=C.UTF-8 for all of Unicode)";
  }

  private static StoreException failure(Kind kind, String attempt, String reason, IOException e) {
    return new StoreException(kind, "Cannot " + attempt + ": " + reason, e);
  }
}
