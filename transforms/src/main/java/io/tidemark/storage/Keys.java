package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The order of keys, and which keys are none. */
final class Keys {
  /** What S3 allows, and what every local file system can nest. */
  private static final int MAX_BYTES = 1024;

  private Keys() {}

  /**
   * Compares two keys by their UTF-8 bytes, which is the order of their code points. {@link
   * String#compareTo} is not: it puts surrogates, the halves of the highest code points, before
   * U+E000 to U+FFFF.
   */
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean high = Character.isSurrogate(x);
        if (high != Character.isSurrogate(y)) {
          return high ? 1 : -1;
        }
        return Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /**
   * Refuses a key that no store holds: empty, absolute, leading out of the root, too long, or not
   * text.
   *
   * @param attempt what was about to be done, for the message: "read", "write"
   */
  static void check(String attempt, String uri, String key) throws StoreException {
    String problem = problem(key);
    if (problem != null) {
      throw refused(attempt, uri, key, problem);
    }
  }

  static void checkLimit(int limit) {
    if (limit < 1 || limit > ObjectStore.MAX_LIST) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + ObjectStore.MAX_LIST + ", not " + limit);
    }
  }

  /** Refuses a range that does not lie in an object of this size. */
  static void checkRange(String description, long from, long to, long size) throws StoreException {
    if (from < 0 || from > to || to > size) {
      throw new StoreException(
          Kind.REFUSED,
          "Cannot read bytes " + from + " to " + to + " of " + description + ": it has " + size,
          null);
    }
  }

  static StoreException refused(String attempt, String uri, String key, String problem) {
    return new StoreException(
        Kind.REFUSED,
        "Cannot " + attempt + " '" + key + "' in " + uri + ": the key " + problem,
        null);
  }

  private static @Nullable String problem(String key) {
    if (key.isEmpty()) {
      return "is empty";
    }
    if (key.startsWith("/")) {
      return "starts with a slash; keys are relative to the root";
    }
    for (String segment : key.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return "has a segment '" + segment + "', which could lead out of the root";
      }
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
      return "is not valid Unicode";
    }
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "is longer than " + MAX_BYTES + " bytes";
    }
    return null;
  }
}
