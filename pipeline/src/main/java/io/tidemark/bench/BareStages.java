package io.tidemark.bench;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.deltas.Inverter;
import io.tidemark.deltas.PostingDelta;
import io.tidemark.publish.segment.ShardBytes;
import io.tidemark.settings.Analyzers;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the pipeline does with parsed records, on one thread and without a runner: one layer. */
final class BareStages {
  private static final int ONE_SHARD = 1;

  private final IndexSettings settings;

  BareStages(IndexSettings settings) {
    this.settings = settings;
  }

  /** Inverts each batch, merges, writes the segment into a folder. */
  void index(List<ChangeBatch> batches, Path folder) throws IOException {
    Inverter inverter = new Inverter(settings, ONE_SHARD, Analyzers::of);
    List<PostingDelta> deltas = new ArrayList<>();
    for (ChangeBatch batch : batches) {
      deltas.addAll(inverter.invert(batch).values());
    }
    ShardBytes shard = ShardBytes.of(PostingDelta.merge(deltas), settings);
    Files.write(folder.resolve("shard.zip"), shard.bytes());
  }
}
