package io.tidemark.publish;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versioned log of an index: reads snapshots and layers, appends the next snapshot. Those who
 * commit work on heads, which are one file each; readers take complete snapshots.
 *
 * <p>Versions are contiguous from 1. {@code latest.json} holds a version that exists; it is a guess
 * at the newest, written after each append and allowed to lag. So the newest snapshot costs one
 * read, one listing of what is beyond the guess, and one more read if the guess lagged, however
 * long the log is.
 */
public final class SnapshotLog {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLog.class);
  private static final String FOLDER = "snapshots/";
  private static final Pattern KEY = Pattern.compile(FOLDER + "(\\d{20})\\.json");
  private static final String LATEST = "latest.json";

  /** Versions after a known one that are listed before the guess is asked: a small page. */
  private static final int NEAR = 100;

  private static final LogFiles.Kind<Latest> LATEST_FILE =
      new LogFiles.Kind<>(
          Latest.class, "hint", Integer.MAX_VALUE, "The next commit writes it anew.");
  private static final LogFiles.Kind<SnapshotHead> SNAPSHOT_FILE =
      new LogFiles.Kind<>(
          SnapshotHead.class,
          "snapshot",
          SnapshotHead.FORMAT,
          "Readers are served the version before it. Start a run: it goes on from there and reads"
              + " again what that version alone had. Or restore the object.");
  private final ObjectStore store;
  private final LogFiles files;
  private final LayerFiles layers;
  private final RollFiles rolls;

  public SnapshotLog(ObjectStore store) {
    this(store, RollFiles.LAYERS);
  }

  /**
   * For one index.
   *
   * @param roll how many layers it lists in one file
   */
  SnapshotLog(ObjectStore store, int roll) {
    this.rolls = new RollFiles(store, roll);
    this.store = store;
    this.files = new LogFiles(store);
    this.layers = new LayerFiles(store);
  }

  /** The guess at the newest version. */
  record Latest(long version) {}

  /**
   * The newest snapshot, or empty when the output holds no index.
   *
   * @throws DamagedFileException when it is damaged or gone, or a file that lists its layers; there
   *     is no falling back here, for what only it holds is not lost yet to those who go on with it
   */
  public Optional<Snapshot> newest() throws IOException {
    return complete(newestHead());
  }

  /**
   * The same without older layers.
   *
   * @throws DamagedFileException when it is damaged or gone
   */
  public Optional<SnapshotHead> newestHead() throws IOException {
    long newest = newestVersion();
    return newest == 0 ? Optional.empty() : Optional.of(readHead(newest));
  }

  /**
   * The same, for those who have one already: while there is no newer, one listing. When it is far
   * behind, or gone, the guess tells where to look.
   *
   * @throws DamagedFileException as {@link #newestHead}
   */
  public SnapshotHead newestHeadFrom(SnapshotHead known) throws IOException {
    List<StoredObject> near = store.list(FOLDER, key(known.version() - 1), NEAR);
    boolean there = !near.isEmpty() && near.get(0).key().equals(key(known.version()));
    if (!there || near.size() == NEAR) {
      return newestHead()
          .orElseThrow(
              () ->
                  new IOException(
                      "Cannot go on with the index in " + store.uri() + ": it has gone"));
    }
    long newest = newestOf(near, known.version());
    return newest == known.version() ? known : readHead(newest);
  }

  /** The same; all of the log is asked when none is known. */
  public Optional<SnapshotHead> newestHeadFrom(KnownHead known) throws IOException {
    Optional<SnapshotHead> head = known.head();
    return head.isEmpty() ? newestHead() : Optional.of(newestHeadFrom(head.get()));
  }

  /**
   * The newest snapshot that is whole, for those who only read.
   *
   * @param tell is told of each newer one that is not
   * @return empty when the output holds no index
   * @throws DamagedFileException when none is whole
   */
  public Optional<Snapshot> newestWhole(Consumer<DamagedFileException> tell) throws IOException {
    return new WholeSnapshots(this, tell).newest();
  }

  /** The same without older layers. */
  public Optional<SnapshotHead> newestWholeHead(Consumer<DamagedFileException> tell)
      throws IOException {
    long newest = newestVersion();
    if (newest == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(readHead(newest));
    } catch (DamagedFileException e) {
      tell.accept(e);
      Optional<SnapshotHead> whole = WholeSnapshots.headBefore(this, newest, tell);
      if (whole.isEmpty()) {
        throw e;
      }
      return whole;
    }
  }

  /**
   * The snapshot of a version, or empty when there is none (yet, or no longer).
   *
   * @param version 1 or more
   * @throws DamagedFileException when there is one that is not as it was written, or a file that
   *     lists its layers is not
   */
  public Optional<Snapshot> at(long version) throws IOException {
    return complete(headAt(version));
  }

  /** The same without older layers. */
  public Optional<SnapshotHead> headAt(long version) throws IOException {
    Optional<SnapshotHead> found = files.find(key(version), SNAPSHOT_FILE);
    if (found.isPresent() && found.get().version() != version) {
      throw files.damaged(
          key(version), SNAPSHOT_FILE, "it holds version " + found.get().version(), null);
    }
    return found;
  }

  private Optional<Snapshot> complete(Optional<SnapshotHead> head) throws IOException {
    return head.isEmpty() ? Optional.empty() : Optional.of(complete(head.get()));
  }

  /** A snapshot with all its layers. */
  Snapshot complete(SnapshotHead head) throws IOException {
    return rolls.complete(head);
  }

  /**
   * The layer a snapshot lists.
   *
   * @throws DamagedFileException when its file is damaged or gone
   */
  public Layer layer(LayerRef ref) throws IOException {
    return layers.read(ref.key(), ref.id());
  }

  /**
   * The newest snapshot of the index a run is to continue; writes version 1, an empty index, when
   * the output holds none. When the newest one is damaged, appends one that goes on from the newest
   * whole one: objects that only the damaged one held are read again, which by law 1 changes
   * nothing.
   *
   * @throws IndexMismatchException when the output holds an index of another identity
   * @throws DamagedFileException when no snapshot is whole
   */
  public SnapshotHead openOrCreate(IndexIdentity identity, Snapshot.Writer writer, Instant now)
      throws IOException {
    return new LogOpening(this, store.uri(), identity, writer, now).run();
  }

  /**
   * Appends a snapshot.
   *
   * @return false when its version is taken by another: reload, re-apply, try the next
   */
  boolean append(SnapshotHead next) throws StoreException {
    if (!store.putIfAbsent(key(next.version()), SealedJson.write(next))) {
      return false;
    }
    store.put(LATEST, SealedJson.write(new Latest(next.version())));
    return true;
  }

  /** A snapshot to append, with its older layers in files of their own; writes those. */
  SnapshotHead roll(SnapshotHead next) throws IOException {
    return rolls.roll(next);
  }

  /** Writes the file of a layer, unless it is there and whole. */
  void writeLayer(Layer layer) throws IOException {
    layers.write(layer);
  }

  /** URI of the output. */
  String uri() {
    return store.uri();
  }

  static String layerKey(String id) {
    return LayerFiles.key(id);
  }

  static String key(long version) {
    return String.format(Locale.ROOT, "%s%020d.json", FOLDER, version);
  }

  /** The newest version there is or was, whole or not; 0 when the output holds no index. */
  long newestVersion() throws IOException {
    return newestVersionFrom(guess());
  }

  /** The oldest version there may be; what was before it was removed. */
  long oldestVersion() throws StoreException {
    List<StoredObject> first = store.list(FOLDER, "", 1);
    return first.isEmpty() ? 1 : Math.max(1, newestOf(first, 1));
  }

  /**
   * The newest version.
   *
   * @param known a version there is or was; 0 for none
   */
  private long newestVersionFrom(long known) throws StoreException {
    long newest = known;
    String after = newest == 0 ? "" : key(newest);
    while (true) {
      List<StoredObject> page = store.list(FOLDER, after, ObjectStore.MAX_LIST);
      newest = newestOf(page, newest);
      if (page.size() < ObjectStore.MAX_LIST) {
        return newest;
      }
      after = page.get(page.size() - 1).key();
    }
  }

  private static long newestOf(List<StoredObject> page, long known) {
    long newest = known;
    for (StoredObject object : page) {
      Matcher name = KEY.matcher(object.key());
      newest = name.matches() ? Math.max(newest, Long.parseLong(name.group(1))) : newest;
    }
    return newest;
  }

  /** A version that exists, or 0. */
  private long guess() throws IOException {
    try {
      return files.find(LATEST, LATEST_FILE).map(Latest::version).orElse(0L);
    } catch (DamagedFileException e) {
      LOG.warn("{} All versions are listed instead.", e.getMessage());
      return 0;
    }
  }

  SnapshotHead readHead(long version) throws IOException {
    return headAt(version)
        .orElseThrow(
            () ->
                files.damaged(
                    key(version), SNAPSHOT_FILE, "it is gone, and " + LATEST + " names it", null));
  }
}
