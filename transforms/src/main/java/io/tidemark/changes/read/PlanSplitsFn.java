package io.tidemark.changes.read;

import static java.util.Objects.requireNonNull;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Cuts objects into splits. Only an object whose key does not tell its format is looked into, at
 * its first bytes.
 */
final class PlanSplitsFn extends DoFn<Discovery, ObjectSplit> {
  private static final long serialVersionUID = 1L;

  private final String input;
  private final ReadLimits limits;
  private transient @Nullable ObjectStore store;

  PlanSplitsFn(String input, ReadLimits limits) {
    this.input = input;
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
  public void process(@Element Discovery discovery, OutputReceiver<ObjectSplit> out)
      throws IOException {
    if (discovery instanceof InputObject object && object.disposition().read()) {
      RecordFormat format = RecordFormats.of(object, requireNonNull(store));
      ObjectSplit.plan(object, format, limits.splitBytes()).forEach(out::output);
    } else {
      out.output(ObjectSplit.unread(discovery));
    }
  }
}
