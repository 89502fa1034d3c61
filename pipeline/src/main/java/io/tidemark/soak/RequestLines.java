package io.tidemark.soak;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the request lines in what an HTTP client sends on one connection, however it is cut. A body
 * that does not end in a line feed runs into the next request line, so a line counts from its
 * method on.
 */
final class RequestLines {
  private static final Pattern REQUEST =
      Pattern.compile("(?:GET|PUT|HEAD|POST|DELETE) /\\S* HTTP/1\\.1\r$");
  private static final int LONGEST = 16 * 1024;

  private final Consumer<String> found;
  private final byte[] line = new byte[LONGEST];
  private int length;

  RequestLines(Consumer<String> found) {
    this.found = found;
  }

  /** Takes what was sent next. */
  void accept(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        end();
      } else {
        if (length == LONGEST) { // Of a long line, the end is what matters.
          System.arraycopy(line, LONGEST / 2, line, 0, LONGEST / 2);
          length = LONGEST / 2;
        }
        line[length++] = bytes[i];
      }
    }
  }

  private void end() {
    if (length > 0 && line[length - 1] == '\r') {
      String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
      Matcher request = REQUEST.matcher(text);
      if (request.find()) {
        found.accept(request.group().strip());
      }
    }
    length = 0;
  }
}
