package io.tidemark.watchdog;

import io.tidemark.pipeline.Heartbeat;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an index, and does not wait for a store that hangs. After a failure the store is opened
 * anew: the connection, or the credentials, may be what is wrong.
 */
final class Lookout implements Supplier<Look>, AutoCloseable {
  private final Callable<ObjectStore> opener;
  private final Duration patience;
  private @Nullable ObjectStore store;
  private @Nullable FutureTask<Look> underWay;

  /**
   * Opens nothing yet.
   *
   * @param opener opens the index
   * @param patience how long a look may take; one that takes longer is answered later
   */
  Lookout(Callable<ObjectStore> opener, Duration patience) {
    this.opener = opener;
    this.patience = patience;
  }

  @Override
  public Look get() {
    FutureTask<Look> look = underWay;
    if (look == null) {
      look = new FutureTask<>(this::look);
      underWay = look;
      Thread thread = new Thread(look, "tidemark-lookout");
      thread.setDaemon(true);
      thread.start();
    }
    try {
      Look seen = look.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      underWay = null;
      return seen;
    } catch (TimeoutException e) {
      return Look.unreadable("no answer within " + Ages.text(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Look.unreadable("interrupted");
    } catch (ExecutionException e) {
      underWay = null;
      Throwable cause = e.getCause();
      return Look.unreadable(
          cause instanceof IOException ? String.valueOf(cause.getMessage()) : cause + "");
    }
  }

  /** The heartbeat first: what it tells of may be committed by the time the log is read. */
  private Look look() throws Exception {
    ObjectStore open = store == null ? opener.call() : store;
    store = open;
    try {
      Heartbeat heartbeat = Heartbeat.read(open).orElse(null);
      Head head = new SnapshotLog(open).newestHead().map(Head::of).orElse(Head.NONE);
      return Look.of(heartbeat, head);
    } catch (IOException | RuntimeException e) {
      store = null;
      open.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (underWay == null && store != null) {
      store.close();
    }
  }
}
