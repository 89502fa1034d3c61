package io.tidemark.changes.read.document;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629, section 4). */
public final class StrictUtf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private StrictUtf8() {}

  /** Index of the first byte that breaks the rules, or -1 when all are valid. */
  public static int invalid(byte[] bytes, int from, int to) {
    int i = from;
    while (true) {
      while (i + 8 <= to && ((long) LONG.get(bytes, i) & HIGH_BITS) == 0) {
        i += 8;
      }
      if (i >= to) {
        return -1;
      }
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int length = sequence(bytes, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
    }
  }

  /** Bytes of the valid multi-byte sequence at {@code i}, or 0 when there is none. */
  private static int sequence(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xFF;
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    int second = bytes[i + 1] & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      return 0;
    }
    for (int j = i + 2; j < i + length; j++) {
      if ((bytes[j] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** Bytes the text takes in UTF-8, or -1 when it holds half of a surrogate pair. */
  static int length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 ? 1 : 2;
        if (Character.isSurrogate(c)) {
          if (!pairAt(text, i)) {
            return -1;
          }
          i++;
        }
      }
    }
    return bytes;
  }

  /**
   * Writes the first {@code length} chars at {@code offset}, which must leave room for three bytes
   * a char.
   *
   * @return where they end, or -1 when they hold half of a surrogate pair
   */
  static int encode(char[] text, int length, byte[] out, int offset) {
    int i = 0;
    int o = offset;
    while (i < length) {
      char c = text[i++];
      if (c < 0x80) {
        out[o++] = (byte) c;
      } else if (c < 0x800) {
        out[o++] = (byte) (0xC0 | (c >> 6));
        out[o++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        out[o++] = (byte) (0xE0 | (c >> 12));
        out[o++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[o++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c) && i < length && Character.isLowSurrogate(text[i])) {
        int point = Character.toCodePoint(c, text[i++]);
        out[o++] = (byte) (0xF0 | (point >> 18));
        out[o++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        out[o++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        out[o++] = (byte) (0x80 | (point & 0x3F));
      } else {
        return -1;
      }
    }
    return o;
  }

  private static boolean pairAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
