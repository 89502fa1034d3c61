package io.tidemark.changes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Encodes what the poller tells: one byte for the kind, then its parts in order. */
public final class DiscoveryCoder extends AtomicCoder<Discovery> {
  private static final long serialVersionUID = 1L;
  private static final DiscoveryCoder INSTANCE = new DiscoveryCoder();
  private static final int OBJECT = 0;
  private static final int CLOSED = 1;

  private DiscoveryCoder() {}

  /** The coder. */
  public static DiscoveryCoder of() {
    return INSTANCE;
  }

  /** For Beam's registry. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Discovery.class), INSTANCE);
  }

  @Override
  public void encode(Discovery discovery, OutputStream out) throws IOException {
    if (discovery instanceof InputObject object) {
      out.write(OBJECT);
      Encoding.writeString(object.key(), out);
      Encoding.writeString(object.etag(), out);
      VarInt.encode(object.size(), out);
      encode(object.partition(), out);
      out.write(object.disposition().ordinal());
      Encoding.writeInstant(object.eventTime(), out);
    } else {
      PartitionClosed closed = (PartitionClosed) discovery;
      out.write(CLOSED);
      encode(closed.partition(), out);
      Encoding.writeBoolean(closed.late(), out);
      VarInt.encode(closed.objects(), out);
      VarInt.encode(closed.polls(), out);
      Encoding.writeInstant(closed.firstSeen(), out);
      Encoding.writeInstant(closed.lastChange(), out);
      Encoding.writeInstant(closed.closedAt(), out);
      Encoding.writeString(closed.reason(), out);
      Encoding.writeInstant(closed.eventTime(), out);
      Encoding.writeInstant(closed.watermark(), out);
    }
  }

  @Override
  public Discovery decode(InputStream in) throws IOException {
    return switch (Encoding.readByte(in)) {
      case OBJECT ->
          new InputObject(
              Encoding.readString(in),
              Encoding.readString(in),
              VarInt.decodeLong(in),
              partition(in),
              Disposition.values()[Encoding.readByte(in)],
              Encoding.readInstant(in));
      case CLOSED ->
          new PartitionClosed(
              partition(in),
              Encoding.readBoolean(in),
              VarInt.decodeInt(in),
              VarInt.decodeInt(in),
              Encoding.readInstant(in),
              Encoding.readInstant(in),
              Encoding.readInstant(in),
              Encoding.readString(in),
              Encoding.readInstant(in),
              Encoding.readInstant(in));
      default -> throw new IOException("Cannot read a discovery: unknown kind");
    };
  }

  private static void encode(Partition partition, OutputStream out) throws IOException {
    Encoding.writeInstant(partition.start(), out);
    Encoding.writeInstant(partition.end(), out);
  }

  private static Partition partition(InputStream in) throws IOException {
    return new Partition(Encoding.readInstant(in), Encoding.readInstant(in));
  }
}
