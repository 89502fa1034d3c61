package io.tidemark.testdata;

/**
 * Draws ranks as words of a language are drawn: the word of rank r (0 for the most frequent) about
 * as often as 1 / (r + 2.7).
 *
 * <p>Source: the Zipf-Mandelbrot law with exponent 1, which needs no power function and so gives
 * the same bits on every machine. Drawn by inversion with a guide table: Chen and Asau, "On
 * generating random variates from an empirical distribution", AIIE Transactions 6, 1974.
 */
final class ZipfSampler {
  private static final double SHIFT = 2.7;

  private final double[] cumulative;

  /** For each of as many equal slices of the sum as there are ranks, the rank at its start. */
  private final int[] guide;

  ZipfSampler(int ranks) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1 / (rank + SHIFT);
      cumulative[rank] = sum;
    }
    guide = new int[ranks];
    int rank = 0;
    for (int slice = 0; slice < ranks; slice++) {
      while (cumulative[rank] <= sum / ranks * slice) {
        rank++;
      }
      guide[slice] = rank;
    }
  }

  /** The share of all draws that goes to one rank. */
  double share(int rank) {
    return 1 / (rank + SHIFT) / cumulative[cumulative.length - 1];
  }

  int draw(Dice dice) {
    double unit = dice.unit();
    double point = unit * cumulative[cumulative.length - 1];
    int rank = Math.max(guide[(int) (unit * guide.length)] - 1, 0);
    while (rank < cumulative.length - 1 && cumulative[rank] <= point) {
      rank++;
    }
    return rank;
  }
}
