package io.tidemark.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;

/** Opens {@code faulty:NAME:URI}: the store at the URI with the {@link FaultPlan} of that name. */
public final class FaultyObjectStoreProvider implements ObjectStoreProvider {
  private static final Pattern FAULTY = Pattern.compile("faulty:([^:]+):(.+)", Pattern.DOTALL);

  @Override
  public boolean accepts(String uri) {
    return FAULTY.matcher(uri).matches();
  }

  @Override
  public ObjectStore open(String uri, PipelineOptions options) throws StoreException {
    Matcher parts = FAULTY.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalArgumentException(uri);
    }
    return new FaultyObjectStore(
        ObjectStores.open(parts.group(2), options), FaultPlan.named(parts.group(1)));
  }
}
