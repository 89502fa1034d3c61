package io.tidemark.index;

import io.tidemark.publish.Layer;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.segment.ShardFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Opens the segments of layers side by side; all of them or none. */
final class SegmentLoader {
  private final IndexSource source;

  SegmentLoader(IndexSource source) {
    this.source = source;
  }

  private record Wanted(LayerRef layer, ShardFile file) {}

  /** The segments of each layer, by layer id in the order given; each with one reference. */
  Map<String, List<OpenSegment>> open(List<LayerRef> refs) throws IOException {
    Map<String, List<OpenSegment>> opened = new LinkedHashMap<>();
    List<Wanted> wanted = new ArrayList<>();
    List<Layer> layers = FanOut.over(refs, FanOut.REQUESTS, source.layers()::load);
    for (int i = 0; i < refs.size(); i++) {
      opened.put(refs.get(i).id(), new ArrayList<>());
      for (ShardFile file : layers.get(i).shards()) {
        wanted.add(new Wanted(refs.get(i), file));
      }
    }
    for (OpenSegment segment : openAll(wanted)) {
      opened.getOrDefault(segment.layer().id(), List.of()).add(segment);
    }
    return opened;
  }

  private List<OpenSegment> openAll(List<Wanted> wanted) throws IOException {
    Queue<OpenSegment> done = new ConcurrentLinkedQueue<>();
    try {
      return FanOut.over(
          wanted,
          FanOut.REQUESTS,
          one -> {
            try {
              OpenSegment segment = OpenSegment.open(source, one.layer(), one.file());
              done.add(segment);
              return segment;
            } catch (DamagedShardException e) {
              throw e.of(one.layer().id());
            }
          });
    } catch (IOException | RuntimeException e) {
      for (OpenSegment segment : done) {
        segment.release();
      }
      throw e;
    }
  }
}
