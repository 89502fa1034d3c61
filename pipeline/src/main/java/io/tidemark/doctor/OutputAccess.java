package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoreException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tries what a run does in its output, one right after the other, and names those missing. */
final class OutputAccess {
  private static final String ABOUT = "output rights";
  private static final String KEY = "rights/object";

  private final ObjectStore output;
  private final ObjectStore folder;
  private final Place place;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A trial.
   *
   * @param folder within the output, to write in
   */
  OutputAccess(ObjectStore output, ObjectStore folder, Place place) {
    this.output = output;
    this.folder = folder;
    this.place = place;
  }

  /** What is found; one finding, that all is well, when nothing is missing. */
  List<Finding> findings() throws StoreException {
    boolean lists = allowed(Right.LIST, () -> output.list("", "", 1));
    // Before anything is written, since what is must be removed again.
    allowed(Right.DELETE, () -> folder.delete("rights/absent"));
    boolean writes =
        allowed(Right.PUT, () -> folder.put(KEY, "doctor".getBytes(StandardCharsets.UTF_8)));
    if (writes) {
      allowed(Right.GET, () -> folder.get(KEY));
    } else if (lists) {
      allowed(Right.GET, () -> getAbsent(folder, "rights/absent"));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(ABOUT, "list, get, put and delete are allowed"));
    }
    return findings;
  }

  /** A store denies a look at what is not there to those who may not look at what is. */
  static void getAbsent(ObjectStore store, String key) throws StoreException {
    try {
      store.get(key);
    } catch (StoreException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  private interface Attempt {
    void run() throws StoreException;
  }

  private boolean allowed(Right right, Attempt attempt) throws StoreException {
    try {
      attempt.run();
      return true;
    } catch (StoreException e) {
      if (e.kind() != Kind.DENIED) {
        throw e;
      }
      // A run deletes in few places; this is one.
      Place where = right == Right.DELETE ? place.in(ProbeFolder.FOLDER) : place;
      findings.add(missing(ABOUT, where, right, e));
      return false;
    }
  }

  static Finding missing(String about, Place place, Right right, StoreException refusal) {
    return Finding.fault(
        about,
        place.right(right) + " was refused: " + refusal.getMessage(),
        "Grant it; all that a run needs is below");
  }
}
