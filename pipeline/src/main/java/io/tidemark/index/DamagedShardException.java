package io.tidemark.index;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A shard file is not what its layer says it is, or not a segment Lucene can read. The message
 * names the file and what is wrong. Trying again does not help: the object in the store is damaged
 * or gone.
 */
public final class DamagedShardException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;

  DamagedShardException(String uri, String key, String reason, @Nullable Throwable cause) {
    super(
        "Cannot read shard file "
            + uri
            + "/"
            + key
            + ": "
            + reason
            + ". The object is damaged or gone: restore it from a replica or an older object version,"
            + " or rebuild the index from its input",
        cause);
    this.key = key;
  }

  /** Key of the damaged object, relative to the output. */
  public String key() {
    return key;
  }
}
