package io.tidemark.index;

import io.tidemark.publish.Layer;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.ShardFile;
import io.tidemark.publish.Snapshot;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks every shard file of a snapshot against its layer: size and SHA-256 of the object in the
 * store as it is now, not of the local copy; Lucene's CheckIndex; and the rules of docs/formats.md
 * that readers build on. Takes time in proportion to the whole index.
 */
public final class ShardVerification {
  private ShardVerification() {}

  /**
   * What is wrong with one shard file.
   *
   * @param layer id
   * @param key of the object
   * @param problem in words
   */
  public record Fault(String layer, String key, String problem) {}

  /**
   * Checks a snapshot.
   *
   * @return the faults, by layer and shard; empty when all is well
   * @throws StoreException when the store cannot be read
   */
  public static List<Fault> verify(IndexSource source, Snapshot snapshot) throws IOException {
    record Task(LayerRef layer, ShardFile file) {}
    List<Task> tasks = new ArrayList<>();
    for (LayerRef ref : snapshot.layers()) {
      Layer layer = source.layers().load(ref);
      for (ShardFile file : layer.shards()) {
        tasks.add(new Task(ref, file));
      }
    }
    List<Optional<Fault>> faults =
        FanOut.over(tasks, FanOut.PROCESSORS, task -> check(source, task.layer, task.file));
    return faults.stream().flatMap(Optional::stream).toList();
  }

  private static Optional<Fault> check(IndexSource source, LayerRef layer, ShardFile file)
      throws IOException {
    try {
      ShardDownload.verify(source.store(), file);
      OpenSegment segment = OpenSegment.open(source, layer, file);
      try {
        SegmentCheck.check(segment);
      } finally {
        segment.release();
      }
      return Optional.empty();
    } catch (StoreException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      return Optional.of(new Fault(layer.id(), file.key(), String.valueOf(e.getMessage())));
    }
  }
}
