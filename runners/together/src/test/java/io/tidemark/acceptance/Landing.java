package io.tidemark.acceptance;

import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Files that land one after the other, on a thread of their own. */
final class Landing implements AutoCloseable {
  private final ObjectStore input;
  private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
  private final List<Future<?>> files = new ArrayList<>();

  private Landing(ObjectStore input) {
    this.input = input;
  }

  static Landing start(Corpus corpus, Site site, List<Corpus.Arrival> files, Duration between)
      throws IOException {
    Landing landing = new Landing(site.open(site.input()));
    for (int i = 0; i < files.size(); i++) {
      String path = files.get(i).path();
      landing.files.add(
          landing.feeder.schedule(
              () -> {
                landing.input.put(path, Files.readAllBytes(corpus.data().resolve(path)));
                return null;
              },
              between.toMillis() * i,
              TimeUnit.MILLISECONDS));
    }
    return landing;
  }

  static Intake intake(List<Corpus.Arrival> files) {
    return Intake.of(files.stream().map(Corpus.Arrival::path).toList());
  }

  /** Whether all files are there. */
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
