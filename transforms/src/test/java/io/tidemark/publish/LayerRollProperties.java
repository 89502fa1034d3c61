package io.tidemark.publish;

import static io.tidemark.publish.TestLayers.committer;
import static io.tidemark.publish.TestLayers.create;
import static io.tidemark.publish.TestLayers.ids;
import static io.tidemark.publish.TestLayers.layer;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.lucene.util.IOUtils;

/**
 * However layers come, come again, and whoever commits them, from whatever version it knows: a
 * version has the layers it would have if none were rolled up, in the same order.
 */
class LayerRollProperties {

  @Property(tries = 60)
  void every_version_has_the_layers_committed_until_then(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int size) throws IOException {
    Random random = new Random(seed);
    Path folder = Files.createTempDirectory("tidemark-rolls");
    try (ObjectStore store =
        ObjectStores.open(folder.toString(), PipelineOptionsFactory.create())) {
      SnapshotLog log = new SnapshotLog(store, size);
      create(log);
      List<Committer> committers = List.of(committer(log), committer(log), committer(log));
      Set<String> model = new LinkedHashSet<>();
      List<List<String>> versions = new ArrayList<>(List.of(List.of()));
      for (int i = 0; i < 40; i++) {
        Layer layer = layer(random.nextInt(30));
        Commit commit = committers.get(random.nextInt(committers.size())).commit(layer);
        model.add(layer.id());
        if (commit.snapshot().version() > versions.size()) {
          versions.add(List.copyOf(model));
        }
      }

      SnapshotLog reader = new SnapshotLog(store, size);
      for (int v = 1; v <= versions.size(); v++) {
        assertThat(ids(reader.at(v).orElseThrow()), is(versions.get(v - 1)));
        assertThat(reader.headAt(v).orElseThrow().recent().size(), is(lessThan(2 * size)));
      }
      assertThat(reader.newestHead().orElseThrow().version(), is((long) versions.size()));
    } finally {
      IOUtils.rm(folder);
    }
  }
}
