package io.tidemark.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;

/**
 * A 128-bit hash of a sequence of bytes and numbers, fed step by step. Every step is a bijection of
 * the state for a given input, and mixes with the finaliser of MurmurHash3 (Appleby, 2011).
 */
final class PostingHash {
  private static final long SEED_HIGH = 0x243F6A8885A308D3L; // digits of pi
  private static final long SEED_LOW = 0x13198A2E03707344L;
  private static final long STEP = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long high = SEED_HIGH;
  private long low = SEED_LOW;

  /** Starts over with the name of a field and the kind of what follows. */
  PostingHash start(String field, char kind) {
    high = SEED_HIGH;
    low = SEED_LOW;
    return add(kind).add(new BytesRef(field.getBytes(StandardCharsets.UTF_8)));
  }

  /** Starts over where another one is. */
  PostingHash start(PostingHash other) {
    high = other.high;
    low = other.low;
    return this;
  }

  PostingHash add(long number) {
    high = mix(high + number * STEP + low);
    low = mix(low ^ (high * STEP));
    return this;
  }

  /** Adds bytes and their length. */
  PostingHash add(BytesRef bytes) {
    return add(bytes.bytes, bytes.offset, bytes.length);
  }

  PostingHash add(byte[] bytes, int offset, int length) {
    add(length);
    int end = offset + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      add((long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | Byte.toUnsignedLong(bytes[at]);
    }
    return add(rest);
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  private static long mix(long number) {
    long mixed = number;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
