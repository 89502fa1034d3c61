package io.tidemark.publish;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot a run was started from, as it travels with the pipeline: who goes on from it asks
 * the log only whether there is a newer one. An engine may start the same pipeline over much later;
 * then there is, and it is read.
 */
public final class KnownHead implements Serializable {
  /** Of one who knows nothing and reads the log. */
  public static final KnownHead NONE = new KnownHead(Long.MAX_VALUE, null);

  private static final long serialVersionUID = 1L;

  /** Packed; engines send a pipeline in one message, so one that is larger is read anew instead. */
  private static final int MOST_BYTES = 1 << 20;

  private final long version;
  private final byte @Nullable [] packed;

  private KnownHead(long version, byte @Nullable [] packed) {
    this.version = version;
    this.packed = packed;
  }

  /** The snapshot a run was started from. */
  public static KnownHead of(SnapshotHead head) {
    byte[] packed = pack(head);
    return new KnownHead(head.version(), packed.length > MOST_BYTES ? null : packed);
  }

  /** The same without its content: for pipelines that run after others have committed. */
  public KnownHead versionOnly() {
    return new KnownHead(version, null);
  }

  /** Version of the snapshot; greater than any when none is known. */
  long version() {
    return version;
  }

  /** The snapshot, if its content came along. */
  Optional<SnapshotHead> head() throws IOException {
    if (packed == null) {
      return Optional.empty();
    }
    try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return Optional.of(JsonFormat.read(json.readAllBytes(), SnapshotHead.class));
    }
  }

  private static byte[] pack(SnapshotHead head) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream json = new GZIPOutputStream(packed)) {
      json.write(JsonFormat.write(head));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot pack snapshot " + head.version(), e);
    }
    return packed.toByteArray();
  }
}
