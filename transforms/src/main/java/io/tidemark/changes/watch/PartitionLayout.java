package io.tidemark.changes.watch;

import io.tidemark.changes.Partition;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a time partition lie: {@code dt={yyyy-MM-dd}/hr={HH}/mi={mm}} with a period
 * of ten minutes puts those of 18:30 to 18:40 under {@code dt=2026-05-04/hr=18/mi=30/}.
 *
 * <p>Text stands for itself; braces hold date fields ({@code yyyy MM dd HH mm ss}), several in one
 * pair of braces or segment if need be. Times are UTC. Directories finer than the period are taken
 * together: with {@code mi={mm}} and ten minutes, {@code mi=33/} belongs to 18:30.
 *
 * <p>Keys must sort in time order, since that is what lets a poll start in the middle of the
 * listing. A layout that cannot promise it is refused when it is made, with everything wrong with
 * it named at once.
 *
 * <p>Ignored are keys with a segment below the partition that starts with {@code _} or {@code .},
 * names that end in {@code .tmp}, {@code ._COPYING_}, {@code .crc} or {@code _$folder$}, and
 * directory markers (keys that end in a slash). An empty object with a real name is an object.
 */
public final class PartitionLayout implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long DAY_SECONDS = 86_400;
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final List<String> PASSING_NAMES =
      List.of(".tmp", "._COPYING_", ".crc", "_$folder$");

  private final String template;
  private final Duration period;
  private final LayoutTemplate parsed;

  private PartitionLayout(String template, Duration period, LayoutTemplate parsed) {
    this.template = template;
    this.period = period;
    this.parsed = parsed;
  }

  /**
   * A layout.
   *
   * @param template as described above; a slash at its end changes nothing
   * @param period length of a partition: whole seconds, a day or a part of one, and at least as
   *     long as the shortest time the template tells apart
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public static PartitionLayout of(String template, Duration period) {
    String trimmed =
        template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
    List<String> problems = new ArrayList<>();
    if (trimmed.startsWith("/")) {
      problems.add("it starts with a slash; keys never do: leave it out");
    }
    LayoutTemplate parsed = LayoutTemplate.parse(trimmed, problems);
    if (problems.isEmpty()) {
      checkPeriod(parsed, period, problems);
    }
    PartitionLayout layout = new PartitionLayout(trimmed, period, parsed);
    if (problems.isEmpty()) {
      layout.tryOut(problems);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use layout '"
              + template
              + "' with period "
              + period
              + ": "
              + String.join("; ", problems));
    }
    return layout;
  }

  private static void checkPeriod(LayoutTemplate parsed, Duration period, List<String> problems) {
    long seconds = period.toSeconds();
    if (seconds < 1
        || !period.equals(Duration.ofSeconds(seconds))
        || seconds > DAY_SECONDS
        || DAY_SECONDS % seconds != 0) {
      problems.add(
          "a period must be whole seconds that divide a day, such as PT1M, PT10M, PT1H, P1D");
      return;
    }
    LayoutTemplate.Field finest = parsed.finest();
    long unit = finest.chrono.getBaseUnit().getDuration().toSeconds();
    if (seconds % unit != 0) {
      String missing = seconds % 60 != 0 ? "ss" : seconds % 3600 != 0 ? "mm" : "HH";
      problems.add(
          "it tells partitions apart by {"
              + finest.letters
              + "} only, which does not go into the"
              + " period; add {"
              + missing
              + "} to it, or make the period a multiple of "
              + Duration.ofSeconds(unit));
    }
  }

  /** Proof by example of what the template promises by construction: around every carry. */
  private void tryOut(List<String> problems) {
    byte[] before = new byte[0];
    for (String day :
        List.of("1999-12-31", "2024-02-28", "2024-02-29", "2026-09-30", "2026-12-31")) {
      Instant midnight = Instant.parse(day + "T00:00:00Z");
      for (long second = 0; second < 2 * DAY_SECONDS; second += Math.max(period.toSeconds(), 600)) {
        Partition partition = partitionAt(midnight.plusSeconds(second));
        String key = prefix(partition.start());
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        boolean first = second == 0;
        if ((!first && Arrays.compareUnsigned(before, bytes) >= 0)
            || !partitionOf(key + "x").equals(Optional.of(partition))) {
          problems.add("its keys do not sort in time order, see " + key);
          return;
        }
        before = bytes;
      }
    }
  }

  /** The template, without a slash at its end. */
  public String template() {
    return template;
  }

  /** Length of a partition. */
  public Duration period() {
    return period;
  }

  /** Whether a key is passed over whatever its partition: hidden, temporary, or no data object. */
  public boolean ignores(String key) {
    return ignored(key, parsed.read(key) == null ? 0 : parsed.width() + 1);
  }

  private static boolean ignored(String key, int from) {
    if (key.endsWith("/")) {
      return true;
    }
    for (String ending : PASSING_NAMES) {
      if (key.endsWith(ending)) {
        return true;
      }
    }
    int at = from;
    do {
      if (at < key.length() && (key.charAt(at) == '_' || key.charAt(at) == '.')) {
        return true;
      }
      at = key.indexOf('/', at) + 1;
    } while (at > 0);
    return false;
  }

  /** The partition a key lies in; empty when it does not follow the layout or is ignored. */
  public Optional<Partition> partitionOf(String key) {
    LocalDateTime time = parsed.read(key);
    int slash = parsed.width();
    if (time == null
        || key.length() < slash + 2
        || key.charAt(slash) != '/'
        || ignored(key, slash + 1)) {
      return Optional.empty();
    }
    return Optional.of(partitionAt(time.toInstant(ZoneOffset.UTC)));
  }

  /** The partition that covers an instant. */
  public Partition partitionAt(Instant instant) {
    Instant start =
        Instant.ofEpochSecond(
            Math.floorDiv(instant.getEpochSecond(), period.toSeconds()) * period.toSeconds());
    return new Partition(start, start.plus(period));
  }

  /** The first partition boundary at or after an instant. */
  public Instant boundaryFrom(Instant instant) {
    Partition partition = partitionAt(instant);
    return partition.start().equals(instant) ? instant : partition.end();
  }

  /** The directory of the partition that covers an instant, with its slash. */
  public String prefix(Instant instant) {
    return startAfter(instant) + "/";
  }

  /** What all keys of the layout start with, the part before the first field; may be empty. */
  public String root() {
    return parsed.head();
  }

  /**
   * The key to start a listing after, so that the objects of the partition that covers the instant
   * come first and those of older ones not at all.
   *
   * @param instant null for the whole listing, as are years that four digits cannot write
   */
  public String startAfter(@Nullable Instant instant) {
    if (instant == null || instant.isBefore(FIRST)) {
      return "";
    }
    Instant start = partitionAt(instant).start();
    return parsed.format(LocalDateTime.ofInstant(start, ZoneOffset.UTC));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartitionLayout that
        && template.equals(that.template)
        && period.equals(that.period);
  }

  @Override
  public int hashCode() {
    return template.hashCode() * 31 + period.hashCode();
  }

  @Override
  public String toString() {
    return template + " every " + period;
  }
}
