package io.tidemark.testdata;

/**
 * A stream of random numbers that is the same on every machine and in every Java version, which the
 * JDK promises for none of its own bounded draws. Not for secrets.
 *
 * <p>Source: SplitMix64, in Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014, figure 16.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final long seed;
  private long state;

  Dice(long seed) {
    this.seed = seed;
    this.state = seed;
  }

  /**
   * A stream of its own for one purpose, so that drawing more for one purpose moves nothing else.
   * Depends on the seed alone, not on what was drawn already.
   */
  Dice forPurpose(String purpose) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
    }
    return new Dice(mix(seed + mix(hash)));
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Evenly from 0 to bound - 1; the bias is below bound / 2^31. */
  int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("Cannot draw below " + bound + ": must be at least 1");
    }
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  /** From low to high, both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** From 0 to 1, 1 not included. */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
