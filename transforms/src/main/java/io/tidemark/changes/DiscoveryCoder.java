package io.tidemark.changes;

import io.tidemark.changes.Notice.Link;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.jspecify.annotations.Nullable;

/** Encodes discoveries. In flight only: no compatibility promise. Deterministic. */
public final class DiscoveryCoder extends AtomicCoder<Discovery> {
  private static final long serialVersionUID = 1L;
  private static final DiscoveryCoder INSTANCE = new DiscoveryCoder();
  private static final int OBJECT = 0;
  private static final int CLOSED = 1;
  private static final int STOPPED = 2;
  private static final int DEBT = 3;

  private DiscoveryCoder() {}

  /** The coder. */
  public static DiscoveryCoder of() {
    return INSTANCE;
  }

  /** What {@code @DefaultCoder} asks for. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Discovery.class), INSTANCE);
  }

  @Override
  public void encode(Discovery value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    if (value instanceof InputObject object) {
      data.writeByte(OBJECT);
      writeObject(object, data);
    } else if (value instanceof PartitionClosed closed) {
      data.writeByte(CLOSED);
      writeClosed(closed, data);
    } else if (value instanceof WatchStopped stopped) {
      data.writeByte(STOPPED);
      writeStopped(stopped, data);
    } else if (value instanceof DebtNotice debt) {
      data.writeByte(DEBT);
      DebtNoticeEncoding.write(debt, data);
    } else {
      throw new CoderException("Cannot encode " + value + ": not a discovery");
    }
    data.flush();
  }

  @Override
  public Discovery decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int kind = data.readUnsignedByte();
    return switch (kind) {
      case OBJECT -> readObject(data);
      case CLOSED -> readClosed(data);
      case STOPPED -> readStopped(data);
      case DEBT -> DebtNoticeEncoding.read(data);
      default -> throw new CoderException("Cannot decode a discovery of kind " + kind);
    };
  }

  private static void writeObject(InputObject object, DataOutputStream data) throws IOException {
    data.writeUTF(object.key());
    data.writeUTF(object.etag());
    data.writeLong(object.size());
    writePartition(object.partition(), data);
    data.writeUTF(object.disposition().name());
    writeInstant(object.eventTime(), data);
    writeInstant(object.stored(), data);
    writeInstant(object.discovered(), data);
  }

  private static InputObject readObject(DataInputStream data) throws IOException {
    return new InputObject(
        data.readUTF(),
        data.readUTF(),
        data.readLong(),
        readPartition(data),
        Disposition.valueOf(data.readUTF()),
        readInstant(data),
        readInstant(data),
        readInstant(data));
  }

  private static void writeClosed(PartitionClosed closed, DataOutputStream data)
      throws IOException {
    writePartition(closed.partition(), data);
    data.writeBoolean(closed.late());
    data.writeInt(closed.objects());
    data.writeInt(closed.polls());
    writeInstant(closed.firstSeen(), data);
    writeInstant(closed.lastChange(), data);
    writeInstant(closed.closedAt(), data);
    data.writeUTF(closed.reason());
    writeInstant(closed.eventTime(), data);
    writeInstant(closed.watermark(), data);
    data.writeInt(closed.open());
    data.writeUTF(closed.id());
    writeLink(closed.follows(), data);
    writeCovers(closed.covers(), data);
  }

  private static PartitionClosed readClosed(DataInputStream data) throws IOException {
    return new PartitionClosed(
        readPartition(data),
        data.readBoolean(),
        data.readInt(),
        data.readInt(),
        readInstant(data),
        readInstant(data),
        readInstant(data),
        data.readUTF(),
        readInstant(data),
        readInstant(data),
        data.readInt(),
        data.readUTF(),
        readLink(data),
        readCovers(data));
  }

  private static void writeStopped(WatchStopped stopped, DataOutputStream data) throws IOException {
    data.writeUTF(stopped.run());
    writeInstant(stopped.stoppedAt(), data);
    writeInstant(stopped.eventTime(), data);
    writeNullable(stopped.watermark(), data);
    data.writeInt(stopped.open());
    data.writeUTF(stopped.id());
    writeLink(stopped.follows(), data);
    writeCovers(stopped.covers(), data);
  }

  private static WatchStopped readStopped(DataInputStream data) throws IOException {
    return new WatchStopped(
        data.readUTF(),
        readInstant(data),
        readInstant(data),
        readNullable(data),
        data.readInt(),
        data.readUTF(),
        readLink(data),
        readCovers(data));
  }

  static void writeCovers(List<Notice.Covered> covers, DataOutputStream data) throws IOException {
    data.writeInt(covers.size());
    for (Notice.Covered covered : covers) {
      data.writeUTF(covered.object());
      data.writeUTF(covered.etag());
      writeInstant(covered.partitionEnd(), data);
    }
  }

  static List<Notice.Covered> readCovers(DataInputStream data) throws IOException {
    List<Notice.Covered> covers = new ArrayList<>();
    for (int left = data.readInt(); left > 0; left--) {
      covers.add(new Notice.Covered(data.readUTF(), data.readUTF(), readInstant(data)));
    }
    return covers;
  }

  private static void writePartition(Partition partition, DataOutputStream data)
      throws IOException {
    writeInstant(partition.start(), data);
    writeInstant(partition.end(), data);
  }

  private static Partition readPartition(DataInputStream data) throws IOException {
    return new Partition(readInstant(data), readInstant(data));
  }

  /** How one closing names another, or null. */
  public static void writeLink(@Nullable Link link, DataOutputStream data) throws IOException {
    data.writeBoolean(link != null);
    if (link != null) {
      data.writeUTF(link.id());
      writeInstant(link.watermark(), data);
    }
  }

  /** Reads what {@link #writeLink} wrote. */
  public static @Nullable Link readLink(DataInputStream data) throws IOException {
    return data.readBoolean() ? new Link(data.readUTF(), readInstant(data)) : null;
  }

  /** An instant or null. */
  public static void writeNullable(@Nullable Instant instant, DataOutputStream data)
      throws IOException {
    data.writeBoolean(instant != null);
    if (instant != null) {
      writeInstant(instant, data);
    }
  }

  /** Reads what {@link #writeNullable} wrote. */
  public static @Nullable Instant readNullable(DataInputStream data) throws IOException {
    return data.readBoolean() ? readInstant(data) : null;
  }

  /** An instant as this coder writes it: seconds, then nanoseconds of the second. */
  public static void writeInstant(Instant instant, DataOutputStream data) throws IOException {
    data.writeLong(instant.getEpochSecond());
    data.writeInt(instant.getNano());
  }

  /** Reads what {@link #writeInstant} wrote. */
  public static Instant readInstant(DataInputStream data) throws IOException {
    return Instant.ofEpochSecond(data.readLong(), data.readInt());
  }
}
