package io.tidemark.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes room in a cache folder. */
final class CacheEviction {
  private static final Logger LOG = LoggerFactory.getLogger(CacheEviction.class);

  /** A download that has not been written to for so long belongs to a process that died. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private CacheEviction() {}

  private record Entry(Path path, long bytes, Instant used) {}

  /**
   * Removes the entries used longest ago until the rest has at most {@code maxBytes}, and downloads
   * that were abandoned.
   */
  static void trim(Path folder, long maxBytes, Predicate<String> inUse, Instant now)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : list(folder)) {
      if (!entry.path().toString().endsWith(ShardDownload.PARTIAL)) {
        entries.add(entry);
      } else if (entry.used().isBefore(now.minus(ABANDONED))) {
        Files.deleteIfExists(entry.path());
      }
    }
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::path));
    for (Entry entry : entries) {
      if (bytes > maxBytes && !inUse.test(entry.path().getFileName().toString())) {
        Files.deleteIfExists(entry.path());
        bytes -= entry.bytes();
      }
    }
  }

  private static List<Entry> list(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = path.getFileName().toString();
        if (name.endsWith(ShardCache.SUFFIX) || name.endsWith(ShardDownload.PARTIAL)) {
          try {
            BasicFileAttributes at = Files.readAttributes(path, BasicFileAttributes.class);
            entries.add(new Entry(path, at.size(), at.lastModifiedTime().toInstant()));
          } catch (NoSuchFileException removedByAnotherProcess) {
            LOG.debug("{} is gone already", path);
          }
        }
      }
    }
    return entries;
  }
}
