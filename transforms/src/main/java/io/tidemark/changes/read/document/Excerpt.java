package io.tidemark.changes.read.document;

import io.tidemark.changes.Reject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Cuts what is shown of a record. */
public final class Excerpt {
  private static final int MAX_REASON = 500;

  /** No character takes more bytes in UTF-8, and a BOM may come before them. */
  private static final int MAX_BYTES = 4 * Reject.MAX_EXCERPT;

  private Excerpt() {}

  /** The start of a record in bytes; what is not UTF-8 is replaced. */
  public static String of(byte[] buffer, int start, int end) {
    int length = Math.min(end - start, MAX_BYTES);
    return of(new String(buffer, start, length, StandardCharsets.UTF_8), Reject.MAX_EXCERPT);
  }

  /** At most {@code max} characters of a text, never half of a surrogate pair. */
  public static String of(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(max - 1));
    return text.substring(0, splitsPair ? max - 1 : max);
  }

  /** A reason out of what a library threw. */
  public static String reason(String prefix, Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wraps = thrown instanceof UncheckedIOException;
    Throwable told = wraps && cause != null ? cause : thrown;
    String message = told.getMessage();
    return reason(prefix, message == null ? told.getClass().getSimpleName() : message);
  }

  /** A reason out of a library's message, which may be long or of many lines. */
  public static String reason(String prefix, String message) {
    return prefix + ": " + of(message.replaceAll("\\s+", " ").strip(), MAX_REASON);
  }
}
