package io.tidemark.changes;

import java.io.Serializable;
import java.time.Instant;
import org.apache.beam.sdk.coders.DefaultCoder;

/** What the poller tells: an object was found, or news of what was. */
@DefaultCoder(DiscoveryCoder.class)
public sealed interface Discovery extends Serializable permits InputObject, Notice {

  /** The timestamp it is emitted with. */
  Instant eventTime();
}
