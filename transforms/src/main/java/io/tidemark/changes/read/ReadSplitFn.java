package io.tidemark.changes.read;

import static java.util.Objects.requireNonNull;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Notice;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Reads splits into batches; hands on what is not to be read. */
final class ReadSplitFn extends DoFn<ObjectSplit, ChangeBatch> {
  private static final long serialVersionUID = 1L;

  private final String input;
  private final IndexSettings settings;
  private final ReadLimits limits;
  private transient @Nullable ObjectStore store;

  ReadSplitFn(String input, IndexSettings settings, ReadLimits limits) {
    this.input = input;
    this.settings = settings;
    this.limits = limits;
  }

  @Setup
  public void setup(PipelineOptions options) throws StoreException {
    store = ObjectStores.open(input, options);
  }

  @Teardown
  public void teardown() {
    if (store != null) {
      store.close();
    }
  }

  @ProcessElement
  public void process(@Element ObjectSplit split, OutputReceiver<ChangeBatch> out)
      throws IOException {
    if (split.source() instanceof Notice notice) {
      out.output(ChangeBatch.of(notice));
    } else if (!split.object().disposition().read()) {
      ObjectPiece nothing = new ObjectPiece(split.object(), 0, 1, 0, true, 0, 0);
      out.output(ChangeBatch.of(nothing, List.of(), List.of()));
    } else {
      SplitReader reader = new SplitReader(requireNonNull(store), settings, limits);
      SplitReader.Outcome outcome =
          reader.read(
              split,
              batch -> {
                ReadMetrics.count(batch);
                out.output(batch);
              });
      ReadMetrics.count(split, outcome);
    }
  }
}
