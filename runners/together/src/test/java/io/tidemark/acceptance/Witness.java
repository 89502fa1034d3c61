package io.tidemark.acceptance;

import io.tidemark.deltas.Receipt;
import io.tidemark.index.IndexSource;
import io.tidemark.index.ShardCache;
import io.tidemark.index.SnapshotReader;
import io.tidemark.publish.Layer;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A reader that looks at an index all the time, whatever happens to those who write it. Each new
 * version is compared with what it must be, document by document; between them queries are.
 */
final class Witness implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;
  private static final int OPEN_ANEW_EVERY = 4;

  private final ObjectStore store;
  private final SnapshotLog log;
  private final IndexSource source;
  private final ExpectedView expected;
  private final Predicate<String> landed;
  private final Random random;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "witness");
  private List<LayerRef> layers = List.of();
  private SnapshotReader reader;
  private volatile Throwable fault;
  private volatile long version;
  private final AtomicInteger views = new AtomicInteger();
  private final AtomicInteger queries = new AtomicInteger();

  private Witness(
      ObjectStore store, ShardCache cache, KillStream stream, Predicate<String> landed, long seed) {
    this.store = store;
    this.log = new SnapshotLog(store);
    this.source = new IndexSource(store, log::layer, cache);
    this.expected = new ExpectedView(stream);
    this.landed = landed;
    this.random = new Random(seed);
  }

  /**
   * Begins to look.
   *
   * @param landed whether a file was delivered yet
   */
  static Witness of(Site site, Path cache, KillStream stream, Predicate<String> landed, long seed)
      throws IOException {
    ShardCache files = ShardCache.open(cache, Long.MAX_VALUE, Clock.systemUTC());
    Witness witness = new Witness(site.open(site.output()), files, stream, landed, seed);
    witness.thread.start();
    return witness;
  }

  private void work() {
    try {
      while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
      look(); // All that was committed before it was told to close.
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      fault = e;
    }
  }

  private void look() throws IOException {
    Snapshot newest = log.newest().orElse(null);
    if (newest == null) {
      require(version == 0, "The index has gone");
      return;
    }
    require(newest.version() >= version, newest.version() + " after " + version);
    if (newest.version() > version) {
      view(newest);
    }
    List<String> differences = expected.answer(reader, random.nextInt(6));
    require(differences.isEmpty(), "Version " + version + ": " + differences);
    queries.incrementAndGet();
  }

  private void view(Snapshot newest) throws IOException {
    int known = layers.size();
    require(
        newest.layers().size() >= known && newest.layers().subList(0, known).equals(layers),
        "Layers went between " + version + " and " + newest.version());
    for (LayerRef ref : newest.layers().subList(known, newest.layers().size())) {
      Layer layer = log.layer(ref);
      for (ShardReceipt leg : layer.receipts()) {
        Receipt receipt = leg.receipt();
        require(landed.test(receipt.object()), receipt.object() + " is committed, not delivered");
      }
      expected.take(layer, newest.index().shards());
    }
    SnapshotReader before = reader;
    boolean anew = before == null || random.nextInt(OPEN_ANEW_EVERY) == 0;
    reader = anew ? SnapshotReader.open(source, newest) : before.refresh(newest);
    if (before != null) {
      before.close();
    }
    List<String> differences = expected.differences(reader);
    require(differences.isEmpty(), "Version " + newest.version() + ": " + differences);
    layers = newest.layers();
    version = newest.version();
    views.incrementAndGet();
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new AssertionError("The reader saw what it must not see. " + otherwise);
    }
  }

  /** Fails when it saw something that it must not see. */
  void saysAllIsWell() {
    if (fault != null) {
      throw new AssertionError(String.valueOf(fault.getMessage()), fault);
    }
  }

  /** Newest version it saw. */
  long version() {
    return version;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d versions compared, %d queries, %d documents",
        views.get(),
        queries.get(),
        expected.live());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    closing.countDown();
    thread.join();
    if (reader != null) {
      reader.close();
    }
    source.cache().close();
    store.close();
  }
}
