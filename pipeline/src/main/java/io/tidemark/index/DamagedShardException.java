package io.tidemark.index;

import io.tidemark.publish.DamagedFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shard file is not what its layer says it is, or not a segment Lucene can read. The message
 * names the file and what is wrong. Trying again does not help: the object in the store is damaged
 * or gone.
 */
public final class DamagedShardException extends DamagedFileException {
  private static final long serialVersionUID = 1L;

  private final String layer;

  DamagedShardException(String uri, String key, String reason, @Nullable Throwable cause) {
    super(
        "shard file",
        uri,
        key,
        reason,
        "The object is damaged or gone: restore it from a replica or an older object version,"
            + " or rebuild the index from its input",
        cause);
    this.layer = "";
  }

  private DamagedShardException(String layer, DamagedShardException cause) {
    super(Objects.requireNonNull(cause.getMessage()), cause.key(), cause);
    this.layer = layer;
  }

  /** The same, found while a layer was opened. */
  DamagedShardException of(String layerId) {
    return new DamagedShardException(layerId, this);
  }

  /** Id of the layer the file is in; empty when no layer was being opened. */
  String layer() {
    return layer;
  }
}
