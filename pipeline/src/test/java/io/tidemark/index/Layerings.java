package io.tidemark.index;

import io.tidemark.publish.LayerRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Random changes of few documents, with ties and collisions likely, in random layers. */
final class Layerings {
  private Layerings() {}

  /** Layers of changes; at most one change an id and layer. */
  static ListArbitrary<List<TestChange>> layers() {
    return change()
        .list()
        .ofMaxSize(12)
        .map(Layerings::newestEach)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  static Arbitrary<TestChange> change() {
    Arbitrary<String> id = Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "é", "𐐷", "\uFF21");
    Arbitrary<Boolean> delete = Arbitraries.of(true, false, false, false);
    Arbitrary<Long> version = Arbitraries.of(-1L, 0L, 1L, 2L, 3L);
    Arbitrary<Long> position = Arbitraries.of(0L, 1L);
    Arbitrary<String> title =
        Arbitraries.of("tent", "tents", "red", "blue", "the", "zelt")
            .list()
            .ofMaxSize(6)
            .map(words -> String.join(" ", words));
    Arbitrary<List<String>> status = Arbitraries.of("live", "off", "new").list().ofMaxSize(2);
    return Combinators.combine(id, delete, version, position, title, status).as(Layerings::change);
  }

  private static TestChange change(
      String id, boolean delete, long version, long position, String title, List<String> status) {
    TestChange content =
        delete
            ? TestChange.delete(id, version)
            : TestChange.upsert(id, version, title)
                .status(status.toArray(String[]::new))
                .clicks(title.isEmpty() ? null : (long) title.length());
    return content.ranked(version, position, Objects.hash(delete, title, status));
  }

  static List<TestChange> newestEach(Collection<TestChange> changes) {
    Map<String, TestChange> newest = new TreeMap<>();
    for (TestChange change : changes) {
      newest.merge(change.id(), change, (a, b) -> b.rank().compareTo(a.rank()) > 0 ? b : a);
    }
    return List.copyOf(newest.values());
  }

  /** Puts the layers into an index. */
  static List<LayerRef> write(TestIndex index, List<List<TestChange>> layers) throws IOException {
    List<LayerRef> refs = new ArrayList<>();
    for (List<TestChange> layer : layers) {
      refs.add(index.layer(refs.size(), layer));
    }
    return refs;
  }

  /** What should be read of these layers: id and title of every live document, sorted. */
  static List<String> expected(List<List<TestChange>> layers) {
    List<TestChange> all = layers.stream().flatMap(List::stream).toList();
    return TestChange.live(all).values().stream()
        .map(change -> change.id() + " " + change.title())
        .sorted()
        .toList();
  }
}
