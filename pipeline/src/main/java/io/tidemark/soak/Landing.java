package io.tidemark.soak;

import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.GeneratedFile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts files into the input by the clock. Now and then one is put again under its own key, as an
 * uploader does that did not hear the answer; and one comes again, late, under another name.
 */
final class Landing implements Closeable {
  private static final int PUT_AGAIN_EVERY = 37;
  private static final int COPY_EVERY = 53;
  private static final Duration COPY_LATER = SoakPlan.PERIOD.multipliedBy(4);

  private final ObjectStore input;
  private final Iterator<GeneratedFile> files;
  private final Instant start;
  private final Clock clock;
  private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private int delivered;
  private int copies;
  private boolean exhausted;
  private volatile Landed landed = new Landed(0, 0);
  private volatile @Nullable Exception failure;

  /**
   * What lies in the input.
   *
   * @param objects different keys
   * @param records valid or bad, blank lines not counted
   */
  record Landed(long objects, long records) {
    Landed and(GeneratedFile file) {
      long bad = file.badLines().stream().filter(line -> !line.kind().equals("blank")).count();
      return new Landed(objects + 1, records + file.changes() + bad);
    }
  }

  private Landing(ObjectStore input, Iterator<GeneratedFile> files, Instant start, Clock clock) {
    this.input = input;
    this.files = files;
    this.start = start;
    this.clock = clock;
  }

  /**
   * Begins to land.
   *
   * @param files in order of arrival
   * @param start of the first partition: their offsets count from it
   */
  static Landing start(
      ObjectStore input, Iterator<GeneratedFile> files, Instant start, Clock clock) {
    Landing landing = new Landing(input, files, start, clock);
    landing.next();
    return landing;
  }

  private void next() {
    if (!files.hasNext()) {
      exhausted = true;
      endWhenAllLanded();
      return;
    }
    GeneratedFile file = files.next();
    Duration wait = Duration.between(clock.instant(), start.plus(file.arrivalOffset()));
    after(
        wait,
        () -> {
          deliver(file);
          next();
        });
  }

  /** Something that can fail to be put. */
  private interface Work {
    void run() throws IOException;
  }

  private void after(Duration wait, Work work) {
    feeder.schedule(
        () -> {
          try {
            work.run();
          } catch (IOException | RuntimeException e) {
            failure = e;
            over.countDown();
          }
        },
        Math.max(0, wait.toMillis()),
        TimeUnit.MILLISECONDS);
  }

  private void deliver(GeneratedFile file) throws IOException {
    put(file, file.relativePath());
    delivered++;
    if (delivered % PUT_AGAIN_EVERY == 0) {
      input.put(file.relativePath(), file.bytes());
    }
    if (delivered % COPY_EVERY == 0) {
      copies++;
      after(
          COPY_LATER,
          () -> {
            put(file, file.relativePath().replace("/part-", "/again-"));
            copies--;
            endWhenAllLanded();
          });
    }
  }

  private void put(GeneratedFile file, String key) throws IOException {
    input.put(key, file.bytes());
    landed = landed.and(file);
  }

  private void endWhenAllLanded() {
    if (exhausted && copies == 0) {
      over.countDown();
    }
  }

  /** What has landed so far. */
  Landed landed() {
    return landed;
  }

  /**
   * Waits for the last file.
   *
   * @return whether it has landed
   * @throws IOException when a file could not be put
   */
  boolean await(Duration most) throws IOException, InterruptedException {
    boolean ended = over.await(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS);
    Exception failed = failure;
    if (failed != null) {
      throw new IOException("Cannot land files in " + input.uri() + ": " + failed, failed);
    }
    return ended;
  }

  @Override
  public void close() {
    feeder.shutdownNow();
  }
}
