package io.tidemark.changes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes news about debt as one kind of discovery. */
final class DebtNoticeEncoding {
  private DebtNoticeEncoding() {}

  static void write(DebtNotice notice, DataOutputStream data) throws IOException {
    data.writeInt(notice.changes().size());
    for (DebtChange change : notice.changes()) {
      data.writeUTF(change.kind().name());
      DiscoveryCoder.writeInstant(change.from(), data);
      DiscoveryCoder.writeInstant(change.to(), data);
      data.writeLong(change.objects());
      data.writeLong(change.bytes());
      data.writeLong(change.known());
    }
    String of = notice.of();
    data.writeBoolean(of != null);
    if (of != null) {
      data.writeUTF(of);
    }
    DiscoveryCoder.writeInstant(notice.toldAt(), data);
    DiscoveryCoder.writeInstant(notice.eventTime(), data);
    DiscoveryCoder.writeNullable(notice.watermark(), data);
    data.writeUTF(notice.id());
    DiscoveryCoder.writeLink(notice.follows(), data);
    DiscoveryCoder.writeCovers(notice.covers(), data);
  }

  static DebtNotice read(DataInputStream data) throws IOException {
    List<DebtChange> changes = new ArrayList<>();
    for (int left = data.readInt(); left > 0; left--) {
      changes.add(
          new DebtChange(
              DebtChange.Kind.valueOf(data.readUTF()),
              DiscoveryCoder.readInstant(data),
              DiscoveryCoder.readInstant(data),
              data.readLong(),
              data.readLong(),
              data.readLong()));
    }
    return new DebtNotice(
        changes,
        data.readBoolean() ? data.readUTF() : null,
        DiscoveryCoder.readInstant(data),
        DiscoveryCoder.readInstant(data),
        DiscoveryCoder.readNullable(data),
        data.readUTF(),
        DiscoveryCoder.readLink(data),
        DiscoveryCoder.readCovers(data));
  }
}
