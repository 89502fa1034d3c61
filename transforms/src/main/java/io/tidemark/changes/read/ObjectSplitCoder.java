package io.tidemark.changes.read;

import io.tidemark.changes.DiscoveryCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/** Encodes a split: its parts in order. */
final class ObjectSplitCoder extends AtomicCoder<ObjectSplit> {
  private static final long serialVersionUID = 1L;
  private static final ObjectSplitCoder INSTANCE = new ObjectSplitCoder();

  private ObjectSplitCoder() {}

  static ObjectSplitCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(ObjectSplit split, OutputStream out) throws IOException {
    DiscoveryCoder.of().encode(split.source(), out);
    StringUtf8Coder.of().encode(split.format(), out);
    VarInt.encode(split.split(), out);
    VarInt.encode(split.splits(), out);
    VarInt.encode(split.from(), out);
    VarInt.encode(split.to(), out);
  }

  @Override
  public ObjectSplit decode(InputStream in) throws IOException {
    return new ObjectSplit(
        DiscoveryCoder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        VarInt.decodeInt(in),
        VarInt.decodeInt(in),
        VarInt.decodeLong(in),
        VarInt.decodeLong(in));
  }
}
