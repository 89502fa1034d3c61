package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/**
 * A sample of what was delivered before, to be delivered again. Newer changes push out older ones
 * at random, so that some old ones stay for long.
 */
final class Delivered {
  private static final int MAX_SAMPLE = 4_096;

  private final List<CatalogueChange> sample = new ArrayList<>();

  boolean isEmpty() {
    return sample.isEmpty();
  }

  void addAll(List<CatalogueChange> changes, Dice dice) {
    for (CatalogueChange change : changes) {
      if (sample.size() < MAX_SAMPLE) {
        sample.add(change);
      } else if (dice.below(4) == 0) {
        sample.set(dice.below(MAX_SAMPLE), change);
      }
    }
  }

  CatalogueChange draw(Dice dice) {
    return sample.get(dice.below(sample.size()));
  }
}
