package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.util.List;

/** One thing that a store must do, tried out on the store itself. */
interface StoreProof {

  /** What is tried, in a word or two. */
  String about();

  /** What holds when nothing is found. */
  String proved();

  /** What to do when something is found. */
  String advice();

  /** How bad it is when something is found. */
  default Finding.Grade grade() {
    return Finding.Grade.FAULT;
  }

  /**
   * Tries to disprove it.
   *
   * @param store holds nothing that this proof would meet
   * @return what the store did that it must not do; empty when it is as it should be
   * @throws StoreException when the store fails in the middle
   */
  List<String> disprove(ObjectStore store) throws IOException;

  /**
   * What is found. A store that refuses what it must do, or does not have what it was given, is
   * found out by that.
   *
   * @throws StoreException when the store cannot be reached, or denies it
   */
  default List<Finding> findings(ObjectStore store) throws IOException {
    List<String> broken;
    try {
      broken = disprove(store);
    } catch (StoreException e) {
      broken =
          switch (e.kind()) {
            case REFUSED, CHANGED, NOT_FOUND -> List.of(String.valueOf(e.getMessage()));
            case DENIED, UNREACHABLE, UNKNOWN, UNUSABLE -> throw e;
          };
    }
    if (broken.isEmpty()) {
      return List.of(Finding.ok(about(), proved()));
    }
    return broken.stream().map(told -> new Finding(grade(), about(), told, advice())).toList();
  }
}
