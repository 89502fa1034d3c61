package io.tidemark.changes.watch;

import io.tidemark.changes.Discovery;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A poller over a store in memory, for tests of what its discoveries lead to. */
public final class ScriptedWatch {
  private final WatchSettings settings;
  private final Input input;
  private Horizon horizon;

  /** What there is to watch. */
  public static final class Input {
    private final MemoryStore store = new MemoryStore();

    /** Writes an object, or overwrites it. */
    public void put(String key, String etag) {
      store.put(key, etag, 100);
    }

    /** The versions there are now. */
    public Set<ObjectVersion> versions() throws StoreException {
      Set<ObjectVersion> versions = new TreeSet<>();
      for (StoredObject object : store.list("", "", ObjectStore.MAX_LIST)) {
        versions.add(new ObjectVersion(object.key(), object.etag()));
      }
      return versions;
    }
  }

  public ScriptedWatch(Input input, WatchSettings settings, @Nullable ResumePoint resume) {
    this.settings = settings;
    this.input = input;
    this.horizon = Horizon.initial(resume);
  }

  /** What is owed, in the next piece of work; empty when nothing is. */
  public static List<Discovery> repair(
      Input input, WatchSettings settings, ResumePoint committed, Instant now)
      throws StoreException {
    return new DebtWatch(settings, input.store).discoveries(committed, now);
  }

  /** Asks what became of the debt it knows of, if it is time to. */
  public void ask(ResumePoint committed, Instant now) {
    horizon = new DebtRefresh(settings, options -> committed, null).refresh(horizon, now);
  }

  /** Polls; the discoveries in their order. */
  public List<Discovery> poll(Instant now) throws StoreException {
    Poll poll = new Poller(settings, input.store).poll(horizon, now);
    horizon = poll.next();
    return poll.discoveries();
  }
}
