package io.tidemark.testdata;

/**
 * Deals out a fraction so that the running total is exact: after n offered, floor(n * fraction)
 * have been granted, or as many as could be taken.
 */
final class Quota {
  private final double fraction;
  private long offered;
  private long taken;

  Quota(double fraction) {
    this.fraction = fraction;
  }

  /** How many are due when so many more come by. */
  int offer(int more) {
    offered += more;
    return (int) ((long) Math.floor(offered * fraction) - taken);
  }

  void take(int count) {
    taken += count;
  }
}
