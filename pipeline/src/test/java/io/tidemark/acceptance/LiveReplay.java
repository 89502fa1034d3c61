package io.tidemark.acceptance;

import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Delivers a corpus file by file in the order of its arrivals, while a pipeline runs. */
final class LiveReplay implements AutoCloseable {
  /** Hours become seconds: 10 minutes between files become 200 ms. */
  private static final int COMPRESSION = 3_000;

  /** Enough for partitions to close before files come that belong to them. */
  private static final int BEFORE = 50;

  private final Corpus corpus;
  private final ObjectStore input;
  private final List<Corpus.Arrival> before;
  private final List<Corpus.Arrival> after;
  private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
  private List<Future<Void>> deliveries = List.of();

  LiveReplay(Corpus corpus, Site site) throws IOException {
    this.corpus = corpus;
    this.input = site.open(site.input());
    List<Corpus.Arrival> all = corpus.arrivals();
    this.before = all.subList(0, BEFORE);
    this.after = all.subList(BEFORE, all.size());
  }

  /** Delivers the first files, all at once. */
  void deliverFirst() throws IOException {
    for (Corpus.Arrival arrival : before) {
      put(arrival);
    }
  }

  /** What lies in the input then. */
  Intake first() {
    return intake(before);
  }

  /** Starts to deliver the others in their time; once. */
  void start() {
    if (deliveries.isEmpty()) {
      deliveries = after.stream().map(this::deliver).toList();
    }
  }

  private void put(Corpus.Arrival arrival) throws IOException {
    input.put(arrival.path(), Files.readAllBytes(corpus.data().resolve(arrival.path())));
  }

  private Future<Void> deliver(Corpus.Arrival arrival) {
    return feeder.schedule(
        () -> {
          put(arrival);
          return null;
        },
        arrival.offset().minus(after.get(0).offset()).dividedBy(COMPRESSION).toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Whether everything is delivered. */
  boolean over() throws IOException {
    if (deliveries.isEmpty()) {
      return false;
    }
    for (Future<Void> delivery : deliveries) {
      if (!delivery.isDone()) {
        return false;
      }
      try {
        delivery.get();
      } catch (ExecutionException | InterruptedException e) {
        throw new IOException("A file was not delivered", e);
      }
    }
    return true;
  }

  /** What lies in the input when everything is delivered. */
  Intake all() throws IOException {
    return intake(corpus.arrivals());
  }

  private static Intake intake(List<Corpus.Arrival> arrivals) {
    return Intake.of(arrivals.stream().map(Corpus.Arrival::path).toList());
  }

  @Override
  public void close() {
    feeder.shutdownNow();
    input.close();
  }
}
