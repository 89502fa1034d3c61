package io.tidemark.cli;

import io.tidemark.index.Hit;
import io.tidemark.index.IndexSource;
import io.tidemark.index.NewestSnapshot;
import io.tidemark.index.Search;
import io.tidemark.index.SnapshotReader;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.GeneratedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures freshness as a user of the index feels it: delivers files at their time, each with one
 * document of its own, and searches for these documents until they are found. What it measures runs
 * from the end of the put to the answer of the search that found the document.
 */
final class FreshnessMeter implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(FreshnessMeter.class);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final ObjectStore input;
  private final NewestSnapshot newest;
  private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Probe> delivered = new ConcurrentLinkedQueue<>();
  private final Queue<Probe> awaited = new ArrayDeque<>();
  private final List<Duration> ages = new ArrayList<>();
  private final CountDownLatch broken = new CountDownLatch(1);
  private @Nullable SnapshotReader reader;
  private volatile @Nullable Throwable failure;

  /** A delivered file and the document to look for. */
  private record Probe(String id, GeneratedFile file, long nanos) {}

  /** A file that has become searchable. */
  record Found(GeneratedFile file, Duration age, long version) {}

  FreshnessMeter(ObjectStore input, IndexSource source) {
    this.input = input;
    this.newest = new NewestSnapshot(source, damage -> LOG.warn("{}", damage.getMessage()));
  }

  /** Delivers one file now and waits until it is searchable; it is not measured. */
  void warmUp(GeneratedFile file, Duration patience) throws IOException, InterruptedException {
    deliver(file, "freshness-warm-up");
    await(1, System.nanoTime() + patience.toNanos(), found -> {});
    ages.clear();
  }

  /**
   * Delivers the files at their offsets and waits until each is searchable.
   *
   * @param patience how long after the last delivery to wait at most
   * @return how old each file was when it was found, in order of finding
   */
  List<Duration> run(Iterator<GeneratedFile> files, Duration patience, Consumer<Found> tell)
      throws IOException, InterruptedException {
    Duration first = null;
    Duration last = Duration.ZERO;
    int count = 0;
    for (; files.hasNext(); count++) {
      GeneratedFile file = files.next();
      String id = "freshness-" + count;
      first = first == null ? file.arrivalOffset() : first;
      last = file.arrivalOffset().minus(first);
      feeder.schedule(() -> deliver(file, id), last.toMillis(), TimeUnit.MILLISECONDS);
    }
    await(count, System.nanoTime() + last.plus(patience).toNanos(), tell);
    return List.copyOf(ages);
  }

  private void await(int count, long deadline, Consumer<Found> tell)
      throws IOException, InterruptedException {
    while (ages.size() < count) {
      Throwable failed = failure;
      if (failed != null) {
        throw new IOException("Cannot deliver to " + input.uri() + ": " + failed, failed);
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "Only " + ages.size() + " of " + count + " files became searchable in time");
      }
      look(tell);
      broken.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void deliver(GeneratedFile file, String id) {
    try {
      input.put(file.relativePath(), withProbe(file.bytes(), id));
      delivered.add(new Probe(id, file, System.nanoTime()));
    } catch (IOException | RuntimeException e) {
      failure = e;
      broken.countDown();
    }
  }

  private static byte[] withProbe(byte[] lines, String id) {
    String probe =
        String.format(
            Locale.ROOT,
            "{\"id\":\"%s\",\"op\":\"upsert\",\"version\":1,\"kind\":\"probe\"}%n",
            id);
    byte[] added = probe.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(lines, lines.length + added.length);
    System.arraycopy(added, 0, all, lines.length, added.length);
    return all;
  }

  private void look(Consumer<Found> tell) throws IOException {
    for (Probe probe = delivered.poll(); probe != null; probe = delivered.poll()) {
      awaited.add(probe);
    }
    if (awaited.isEmpty() || !refresh() || reader == null) {
      return;
    }
    Search search = new Search(reader);
    for (Iterator<Probe> probes = awaited.iterator(); probes.hasNext(); ) {
      Probe probe = probes.next();
      Hit.Page page = search.top(new TermQuery(new Term(IndexSettings.ID_FIELD, probe.id())), 1);
      if (page.total() > 0) {
        Duration age = Duration.ofNanos(System.nanoTime() - probe.nanos());
        ages.add(age);
        tell.accept(new Found(probe.file(), age, reader.snapshot().version()));
        probes.remove();
      }
    }
  }

  /** Follows the index; true when there is something new to look into. */
  private boolean refresh() throws IOException {
    SnapshotReader before = reader;
    reader = before == null ? newest.open(Instant.MAX).orElse(null) : newest.refresh(before);
    if (reader == before) {
      return false;
    }
    if (before != null) {
      before.close();
    }
    return true;
  }

  /** The index as last seen. */
  @Nullable SnapshotReader reader() {
    return reader;
  }

  @Override
  public void close() throws IOException {
    feeder.shutdownNow();
    if (reader != null) {
      reader.close();
    }
  }
}
