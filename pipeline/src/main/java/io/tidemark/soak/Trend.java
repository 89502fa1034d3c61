package io.tidemark.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a figure moved.
 *
 * @param samples how many values there are
 * @param first median of the values in the first quarter of the time
 * @param last median of those in the last quarter
 * @param slopePerHour median of the slopes between all pairs of values (Theil and Sen): a spike, or
 *     a few, do not move it
 */
record Trend(int samples, double first, double last, double slopePerHour) {
  private static final double SECONDS_PER_HOUR = 3600;

  /** A value and when it was taken. */
  record Point(double seconds, double value) {}

  /** The trend of points in order of time. */
  static Trend of(List<Point> points) {
    if (points.isEmpty()) {
      return new Trend(0, Double.NaN, Double.NaN, Double.NaN);
    }
    double begin = points.get(0).seconds();
    double quarter = (points.get(points.size() - 1).seconds() - begin) / 4;
    return new Trend(
        points.size(),
        median(points.stream().filter(p -> p.seconds() <= begin + quarter).toList()),
        median(points.stream().filter(p -> p.seconds() >= begin + 3 * quarter).toList()),
        slope(points) * SECONDS_PER_HOUR);
  }

  private static double median(List<Point> points) {
    return median(points.stream().mapToDouble(Point::value).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static double slope(List<Point> points) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int j = i + 1; j < points.size(); j++) {
        double seconds = points.get(j).seconds() - points.get(i).seconds();
        if (seconds > 0) {
          slopes.add((points.get(j).value() - points.get(i).value()) / seconds);
        }
      }
    }
    return slopes.isEmpty()
        ? 0
        : median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
