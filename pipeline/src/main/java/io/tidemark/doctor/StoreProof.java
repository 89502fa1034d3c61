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

  /** What is found. */
  default List<Finding> findings(ObjectStore store) throws IOException {
    List<String> broken = disprove(store);
    if (broken.isEmpty()) {
      return List.of(Finding.ok(about(), proved()));
    }
    return broken.stream().map(told -> new Finding(grade(), about(), told, advice())).toList();
  }
}
