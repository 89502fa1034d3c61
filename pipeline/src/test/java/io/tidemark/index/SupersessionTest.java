package io.tidemark.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.publish.LayerRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SupersessionTest {

  /** Large enough that ids lie in several term blocks, and that each way to look up is taken. */
  @Property(tries = 15)
  void segments_of_all_sizes_are_decided_alike(
      @ForAll @IntRange(min = 1, max = 600) int base,
      @ForAll @IntRange(min = 1, max = 60) int delta,
      @ForAll Random random)
      throws IOException {
    List<List<TestChange>> layers = new ArrayList<>();
    layers.add(changes(base, 1200, random));
    layers.add(changes(delta, 1200, random));
    layers.add(changes(delta, 1200, random));
    try (TestIndex index = new TestIndex()) {
      List<LayerRef> refs = Layerings.write(index, layers);

      try (SnapshotReader all = index.open(refs.toArray(LayerRef[]::new));
          SnapshotReader first = index.open(refs.get(0));
          SnapshotReader last = index.open(refs.get(2));
          SnapshotReader grown = first.refresh(index.snapshot(refs));
          SnapshotReader amended = last.refresh(index.snapshot(refs))) {
        List<String> expected = Layerings.expected(layers);
        assertThat(TestReads.lines(all), is(expected));
        assertThat(TestReads.lines(grown), is(expected));
        assertThat(TestReads.lines(amended), is(expected));
      }
    }
  }

  private static List<TestChange> changes(int count, int ids, Random random) {
    List<TestChange> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "document-" + random.nextInt(ids);
      long version = random.nextInt(10);
      boolean delete = random.nextInt(4) == 0;
      changes.add(
          delete ? TestChange.delete(id, version) : TestChange.upsert(id, version, "v" + version));
    }
    return Layerings.newestEach(changes);
  }
}
