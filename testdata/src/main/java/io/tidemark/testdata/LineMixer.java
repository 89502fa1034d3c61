package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/** Strews records delivered again and bad lines among the changes of a partition. */
final class LineMixer {
  private final Catalogue catalogue;
  private final Dice dice;
  private final Quota duplicates;
  private final Quota badLines;
  private final Delivered delivered = new Delivered();
  private int nextKind;

  LineMixer(Disorder disorder, Catalogue catalogue, Dice dice) {
    this.catalogue = catalogue;
    this.dice = dice;
    this.duplicates = new Quota(disorder.duplicates());
    this.badLines = new Quota(disorder.badLines());
  }

  /** The changes in their order, with the extra lines between them. */
  List<Line> mix(List<CatalogueChange> changes) {
    List<Line> extras = shuffled(extras(changes));
    List<Line> lines = new ArrayList<>(changes.size() + extras.size());
    int change = 0;
    int extra = 0;
    while (change < changes.size() || extra < extras.size()) {
      int extrasLeft = extras.size() - extra;
      if (dice.below(changes.size() - change + extrasLeft) < extrasLeft) {
        lines.add(extras.get(extra++));
      } else {
        lines.add(changes.get(change++));
      }
    }
    return lines;
  }

  private List<Line> extras(List<CatalogueChange> changes) {
    int again = duplicates.offer(changes.size());
    int bad = badLines.offer(changes.size());
    boolean first = delivered.isEmpty();
    if (first) {
      delivered.addAll(changes, dice);
    }
    List<Line> extras = new ArrayList<>();
    if (!delivered.isEmpty()) {
      for (int i = 0; i < again; i++) {
        extras.add(duplicate());
      }
      duplicates.take(again);
      for (int i = 0; i < bad; i++) {
        extras.add(badLine());
      }
      badLines.take(bad);
    }
    if (!first) {
      delivered.addAll(changes, dice);
    }
    return extras;
  }

  private CatalogueChange duplicate() {
    CatalogueChange any = delivered.draw(dice);
    return dice.below(3) == 0 ? catalogue.staleUpsert(dice).orElse(any) : any;
  }

  /** The kinds take turns, so that even a few lines show them all. */
  private BadLine badLine() {
    BadLine.Kind[] kinds = BadLine.Kind.values();
    return new BadLine(
        kinds[nextKind++ % kinds.length], delivered.draw(dice), dice.below(Integer.MAX_VALUE));
  }

  private List<Line> shuffled(List<Line> lines) {
    for (int i = lines.size() - 1; i > 0; i--) {
      int other = dice.below(i + 1);
      lines.set(i, lines.set(other, lines.get(i)));
    }
    return lines;
  }
}
