package io.tidemark.testdata;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Puts files in the order of their delivery. Plans no partition before a file of it may be next, so
 * an endless run holds only what is late.
 */
final class ArrivalOrder implements Iterator<GeneratedFile> {
  private final Iterator<PlannedPartition> partitions;
  private final Timetable timetable;
  private final FileEncoder encoder;
  private final PriorityQueue<GeneratedFile> waiting =
      new PriorityQueue<>(
          Comparator.comparing(GeneratedFile::arrivalOffset)
              .thenComparing(GeneratedFile::relativePath));
  private int planned;

  ArrivalOrder(Iterator<PlannedPartition> partitions, GeneratorSettings settings) {
    this.partitions = partitions;
    this.timetable = settings.timetable();
    this.encoder = new FileEncoder(settings.volume().compression());
  }

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || partitions.hasNext();
  }

  @Override
  public GeneratedFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No file after the last one");
    }
    while (partitions.hasNext() && mayComeFirst(timetable.endOffset(planned))) {
      PlannedPartition partition = partitions.next();
      planned++;
      for (PlannedFile file : partition.files()) {
        waiting.add(encoder.encode(file, partition.start()));
      }
    }
    return waiting.remove();
  }

  private boolean mayComeFirst(Duration earliest) {
    GeneratedFile first = waiting.peek();
    return first == null || first.arrivalOffset().compareTo(earliest) >= 0;
  }
}
