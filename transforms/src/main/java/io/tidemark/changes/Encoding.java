package io.tidemark.changes;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.beam.sdk.util.VarInt;

/** How the coders of this package write strings, numbers and times. */
final class Encoding {
  private Encoding() {}

  static void writeString(String text, OutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    VarInt.encode(bytes.length, out);
    out.write(bytes);
  }

  static String readString(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("Cannot read a string of " + length + " bytes: the data ends");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void writeBoolean(boolean value, OutputStream out) throws IOException {
    out.write(value ? 1 : 0);
  }

  static boolean readBoolean(InputStream in) throws IOException {
    return readByte(in) != 0;
  }

  static int readByte(InputStream in) throws IOException {
    int read = in.read();
    if (read < 0) {
      throw new EOFException("Cannot read a byte: the data ends");
    }
    return read;
  }

  /** Eight bytes, for values that are seldom small. */
  static void writeLong(long value, OutputStream out) throws IOException {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> (56 - 8 * i));
    }
    out.write(bytes);
  }

  static long readLong(InputStream in) throws IOException {
    return new DataInputStream(in).readLong();
  }

  static void writeInstant(Instant instant, OutputStream out) throws IOException {
    writeLong(instant.getEpochSecond(), out);
    VarInt.encode(instant.getNano(), out);
  }

  static Instant readInstant(InputStream in) throws IOException {
    long seconds = readLong(in);
    return Instant.ofEpochSecond(seconds, VarInt.decodeInt(in));
  }
}
