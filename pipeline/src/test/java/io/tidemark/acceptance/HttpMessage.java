package io.tidemark.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * A request or an answer of HTTP/1.1, as it goes over the wire.
 *
 * @param head first line and headers, with the empty line behind them
 * @param body as it is encoded for the way
 */
record HttpMessage(String head, byte[] body) {

  /**
   * Reads the first line and the headers.
   *
   * @return null at the end of the stream
   */
  static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        if (head.isEmpty()) {
          return null;
        }
        throw new EOFException("The connection ended in the middle of: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Reads the body that goes with a head. */
  static HttpMessage readBody(String head, InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (header(head, "transfer-encoding").equalsIgnoreCase("chunked")) {
      long size;
      do {
        String line = readLine(in, body);
        size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
        copy(in, size, body);
        readLine(in, body);
      } while (size > 0);
    } else if (!header(head, "content-length").isEmpty()) {
      copy(in, Long.parseLong(header(head, "content-length")), body);
    }
    return new HttpMessage(head, body.toByteArray());
  }

  /** Reads an answer; one to a HEAD has no body, whatever it says of its length. */
  static HttpMessage readAnswer(InputStream in, String method) throws IOException {
    String head = readHead(in);
    if (head == null) {
      throw new EOFException("No answer");
    }
    int status = status(head);
    boolean bare = method.equals("HEAD") || status == 204 || status == 304;
    return bare ? new HttpMessage(head, new byte[0]) : readBody(head, in);
  }

  /** The value of a header, or the empty string. */
  static String header(String head, String name) {
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  static int status(String head) {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The message without a header. */
  HttpMessage without(String name) {
    StringBuilder rest = new StringBuilder();
    for (String line : head.strip().split("\r\n", -1)) {
      if (!line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        rest.append(line).append("\r\n");
      }
    }
    return new HttpMessage(rest.append("\r\n").toString(), body);
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static String readLine(InputStream in, ByteArrayOutputStream copy) throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    do {
      next = in.read();
      if (next < 0) {
        throw new EOFException("The connection ended in the middle of a chunk");
      }
      copy.write(next);
      line.append((char) next);
    } while (next != '\n');
    return line.toString().strip();
  }

  private static void copy(InputStream in, long size, ByteArrayOutputStream copy)
      throws IOException {
    byte[] bytes = in.readNBytes(Math.toIntExact(size));
    if (bytes.length < size) {
      throw new EOFException("The connection ended in the middle of a body");
    }
    copy.writeBytes(bytes);
  }
}
