package io.tidemark.changes.read.document;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The first 64 bits of MurmurHash3_x64_128 with seed 0. Part of what a shard file holds ({@code
 * _hash}): it must never change.
 *
 * <p>Source: Austin Appleby, MurmurHash3, smhasher; public domain.
 */
final class Murmur3 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private Murmur3() {}

  /** The hash of the first {@code length} bytes. */
  static long hash(byte[] bytes, int length) {
    long h1 = 0;
    long h2 = 0;
    int i = 0;
    for (; i + 16 <= length; i += 16) {
      h1 ^= mix1((long) LONG.get(bytes, i));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mix2((long) LONG.get(bytes, i + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    if (i < length) {
      h1 ^= mix1(tail(bytes, i, Math.min(length, i + 8)));
      h2 ^= mix2(tail(bytes, i + 8, length));
    }
    h1 ^= length;
    h2 ^= length;
    h1 += h2;
    h2 += h1;
    return finish(h1) + finish(h2);
  }

  private static long tail(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value |= (bytes[i] & 0xFFL) << (8 * (i - from));
    }
    return value;
  }

  private static long mix1(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mix2(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long finish(long h) {
    long k = h;
    k = (k ^ (k >>> 33)) * 0xff51afd7ed558ccdL;
    k = (k ^ (k >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return k ^ (k >>> 33);
  }
}
