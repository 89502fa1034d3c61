package io.tidemark.acceptance;

import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Files that land one after the other, on a thread of their own, as far as they are told to. */
final class Landing implements AutoCloseable {
  private final Corpus corpus;
  private final ObjectStore input;
  private final List<Corpus.Arrival> all;
  private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
  private final List<Future<?>> files = new ArrayList<>();
  private final Set<String> delivered = ConcurrentHashMap.newKeySet();
  private long nextNanos = System.nanoTime();

  private Landing(Corpus corpus, ObjectStore input, List<Corpus.Arrival> all) {
    this.corpus = corpus;
    this.input = input;
    this.all = all;
  }

  static Landing of(Corpus corpus, Site site, List<Corpus.Arrival> all) throws IOException {
    return new Landing(corpus, site.open(site.input()), all);
  }

  /**
   * Lets files land, after those that were let before.
   *
   * @param to how many in all, from the first
   * @param millis between a file and the one before; asked for each
   */
  void go(int to, IntSupplier millis) {
    nextNanos = Math.max(nextNanos, System.nanoTime());
    while (files.size() < to) {
      String path = all.get(files.size()).path();
      long delay = Math.max(0, nextNanos - System.nanoTime());
      files.add(
          feeder.schedule(
              () -> {
                delivered.add(path);
                input.put(path, Files.readAllBytes(corpus.data().resolve(path)));
                return null;
              },
              delay,
              TimeUnit.NANOSECONDS));
      nextNanos += TimeUnit.MILLISECONDS.toNanos(millis.getAsInt());
    }
  }

  /** What was let land so far; at least one file. */
  Intake intake() {
    return Intake.of(all.subList(0, files.size()).stream().map(Corpus.Arrival::path).toList());
  }

  /** How many files were let land so far. */
  int size() {
    return files.size();
  }

  /** Whether a file is there, or on its way. */
  boolean delivered(String path) {
    return delivered.contains(path);
  }

  /** Whether all files are there that were let land. */
  boolean over() {
    return files.stream().allMatch(Future::isDone);
  }

  /** Waits until they are. */
  void await() throws Exception {
    for (Future<?> file : files) {
      file.get();
    }
  }

  @Override
  public void close() {
    feeder.shutdownNow();
    input.close();
  }
}
