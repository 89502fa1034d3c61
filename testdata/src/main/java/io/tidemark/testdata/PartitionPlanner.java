package io.tidemark.testdata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Plans one partition after the other: lets the catalogue work for a period, adds what goes wrong,
 * and deals the lines out to files.
 */
final class PartitionPlanner implements Iterator<PlannedPartition> {
  private final GeneratorSettings settings;
  private final Catalogue catalogue;
  private final LineMixer mixer;
  private final ArrivalTimes arrivals;
  private int next;

  PartitionPlanner(GeneratorSettings settings) {
    Dice dice = new Dice(settings.seed());
    this.settings = settings;
    this.catalogue = new Catalogue(dice.forPurpose("catalogue"));
    this.mixer = new LineMixer(settings.disorder(), catalogue, dice.forPurpose("lines"));
    this.arrivals = new ArrivalTimes(settings, dice.forPurpose("arrivals"));
  }

  @Override
  public boolean hasNext() {
    return next < settings.timetable().partitions();
  }

  @Override
  public PlannedPartition next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No partition after the last one, number " + (next - 1));
    }
    int partition = next++;
    Instant start = settings.timetable().start(partition);
    List<List<Line>> shares = dealOut(mixer.mix(changes(partition, start)));
    List<Arrival> times = arrivals.of(partition);
    String directory = settings.timetable().layout().directory(start);
    String suffix = ".jsonl" + settings.volume().compression().suffix();
    List<PlannedFile> files = new ArrayList<>();
    for (int file = 0; file < shares.size(); file++) {
      files.add(
          new PlannedFile(
              directory + "/part-" + fiveDigits(file) + suffix,
              times.get(file).offset(),
              times.get(file).lateBy(),
              shares.get(file)));
    }
    return new PlannedPartition(partition, start, Collections.unmodifiableList(files));
  }

  private List<CatalogueChange> changes(int partition, Instant start) {
    int initial = partition == 0 ? settings.volume().initialEntries() : 0;
    int count = settings.volume().changesPerPartition();
    long periodMillis = settings.timetable().period().toMillis();
    List<CatalogueChange> changes = new ArrayList<>(initial + count);
    for (int i = 0; i < initial; i++) {
      changes.add(catalogue.create(start));
    }
    for (int i = 0; i < count; i++) {
      changes.add(catalogue.next(start.plusMillis(periodMillis * i / count)));
    }
    return changes;
  }

  /** In turn, so that changes of one entry end up in different files. */
  private List<List<Line>> dealOut(List<Line> lines) {
    int files = settings.volume().filesPerPartition();
    List<List<Line>> shares = new ArrayList<>(files);
    for (int file = 0; file < files; file++) {
      shares.add(new ArrayList<>(lines.size() / files + 1));
    }
    for (int i = 0; i < lines.size(); i++) {
      shares.get(i % files).add(lines.get(i));
    }
    return shares;
  }

  private static String fiveDigits(int number) {
    return Integer.toString(100_000 + number).substring(1);
  }
}
