package io.tidemark.changes.watch;

import io.tidemark.changes.DiscoveryCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a horizon. Numbers have a fixed width; of a key only what differs from the one before is
 * written, so that a known object costs its name and its etag. Deterministic.
 */
final class HorizonCoder extends AtomicCoder<Horizon> {
  private static final long serialVersionUID = 1L;
  private static final HorizonCoder INSTANCE = new HorizonCoder();
  private static final int FORMAT = 5;

  private HorizonCoder() {}

  static HorizonCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Horizon value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeByte(FORMAT);
    data.writeBoolean(value.resumed() != null);
    DiscoveryCoder.writeNullable(
        value.resumed() == null ? null : value.resumed().watermark(), data);
    DiscoveryCoder.writeNullable(value.watermark(), data);
    DiscoveryCoder.writeNullable(value.floor(), data);
    DiscoveryCoder.writeNullable(value.newest(), data);
    DiscoveryCoder.writeNullable(value.arrival(), data);
    DiscoveryCoder.writeLink(value.lastClosing(), data);
    writePace(value.pace(), data);
    data.writeUTF(value.cursor());
    data.writeBoolean(value.done());
    writeVersions(value.known(), data);
    writeVersions(value.uncovered(), data);
    writeOpen(value.open(), data);
    writeLate(value.late(), data);
    writeDebt(value.debt(), data);
    data.flush();
  }

  @Override
  public Horizon decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int format = data.readUnsignedByte();
    if (format != FORMAT) {
      throw new CoderException(
          "Cannot read a watch's state of format "
              + format
              + ", only "
              + FORMAT
              + ": start without the runner's checkpoint; progress is in the snapshot log");
    }
    return new Horizon(
        readResumed(data),
        DiscoveryCoder.readNullable(data),
        DiscoveryCoder.readNullable(data),
        DiscoveryCoder.readNullable(data),
        DiscoveryCoder.readNullable(data),
        DiscoveryCoder.readLink(data),
        readPace(data),
        data.readUTF(),
        data.readBoolean(),
        readVersions(data),
        readVersions(data),
        readOpen(data),
        readLate(data),
        readDebt(data));
  }

  private static Horizon.@Nullable Resumed readResumed(DataInputStream data) throws IOException {
    boolean resumed = data.readBoolean();
    Instant watermark = DiscoveryCoder.readNullable(data);
    return resumed ? new Horizon.Resumed(watermark) : null;
  }

  private static void writePace(Horizon.Pace pace, DataOutputStream data) throws IOException {
    DiscoveryCoder.writeNullable(pace.lastPoll(), data);
    data.writeLong(pace.elapsedMillis());
    data.writeLong(pace.polls());
    data.writeInt(pace.failures());
    data.writeBoolean(pace.again());
    data.writeLong(pace.lists());
    data.writeLong(pace.found());
    DiscoveryCoder.writeNullable(pace.lastFound(), data);
  }

  private static Horizon.Pace readPace(DataInputStream data) throws IOException {
    return new Horizon.Pace(
        DiscoveryCoder.readNullable(data),
        data.readLong(),
        data.readLong(),
        data.readInt(),
        data.readBoolean(),
        data.readLong(),
        data.readLong(),
        DiscoveryCoder.readNullable(data));
  }

  private static void writeVersions(SortedSet<ObjectVersion> versions, DataOutputStream data)
      throws IOException {
    data.writeInt(versions.size());
    String before = "";
    for (ObjectVersion version : versions) {
      String key = version.key();
      int shared = shared(before, key);
      data.writeShort(shared);
      data.writeUTF(key.substring(shared));
      data.writeUTF(version.etag());
      before = key;
    }
  }

  private static SortedSet<ObjectVersion> readVersions(DataInputStream data) throws IOException {
    SortedSet<ObjectVersion> versions = new TreeSet<>();
    String before = "";
    for (int left = data.readInt(); left > 0; left--) {
      String key = before.substring(0, data.readUnsignedShort()) + data.readUTF();
      versions.add(new ObjectVersion(key, data.readUTF()));
      before = key;
    }
    return versions;
  }

  private static int shared(String a, String b) {
    int length = Math.min(Math.min(a.length(), b.length()), 0xFFFF);
    int at = 0;
    while (at < length && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }

  private static void writeOpen(SortedMap<Instant, Evidence> open, DataOutputStream data)
      throws IOException {
    data.writeInt(open.size());
    for (Map.Entry<Instant, Evidence> entry : open.entrySet()) {
      DiscoveryCoder.writeInstant(entry.getKey(), data);
      writeEvidence(entry.getValue(), data);
    }
  }

  private static SortedMap<Instant, Evidence> readOpen(DataInputStream data) throws IOException {
    SortedMap<Instant, Evidence> open = new TreeMap<>();
    for (int left = data.readInt(); left > 0; left--) {
      open.put(DiscoveryCoder.readInstant(data), readEvidence(data));
    }
    return open;
  }

  private static void writeLate(@Nullable LateGroup late, DataOutputStream data)
      throws IOException {
    data.writeBoolean(late != null);
    if (late != null) {
      DiscoveryCoder.writeInstant(late.at(), data);
      writeEvidence(late.evidence(), data);
    }
  }

  private static @Nullable LateGroup readLate(DataInputStream data) throws IOException {
    return data.readBoolean()
        ? new LateGroup(DiscoveryCoder.readInstant(data), readEvidence(data))
        : null;
  }

  private static void writeDebt(DebtState debt, DataOutputStream data) throws IOException {
    data.writeInt(debt.owed().size());
    for (Owed owed : debt.owed()) {
      writeOwed(owed, data);
    }
    String since = debt.since();
    data.writeUTF(since == null ? "" : since);
    writeVersions(debt.known(), data);
    writeVersions(debt.untold(), data);
    Survey survey = debt.survey();
    data.writeBoolean(survey != null);
    if (survey != null) {
      writeOwed(survey.of(), data);
      data.writeUTF(survey.cursor());
      data.writeLong(survey.objects());
      data.writeLong(survey.bytes());
      DiscoveryCoder.writeNullable(survey.first(), data);
      DiscoveryCoder.writeNullable(survey.last(), data);
    }
    data.writeLong(debt.credit());
    data.writeLong(debt.askedMillis());
  }

  private static DebtState readDebt(DataInputStream data) throws IOException {
    List<Owed> owed = new ArrayList<>();
    for (int left = data.readInt(); left > 0; left--) {
      owed.add(readOwed(data));
    }
    String since = data.readUTF();
    return new DebtState(
        owed,
        since.isEmpty() ? null : since,
        readVersions(data),
        readVersions(data),
        data.readBoolean() ? readSurvey(data) : null,
        data.readLong(),
        data.readLong());
  }

  private static Survey readSurvey(DataInputStream data) throws IOException {
    return new Survey(
        readOwed(data),
        data.readUTF(),
        data.readLong(),
        data.readLong(),
        DiscoveryCoder.readNullable(data),
        DiscoveryCoder.readNullable(data));
  }

  private static void writeOwed(Owed owed, DataOutputStream data) throws IOException {
    DiscoveryCoder.writeInstant(owed.from(), data);
    DiscoveryCoder.writeInstant(owed.to(), data);
    data.writeUTF(owed.stage().name());
  }

  private static Owed readOwed(DataInputStream data) throws IOException {
    return new Owed(
        DiscoveryCoder.readInstant(data),
        DiscoveryCoder.readInstant(data),
        Owed.Stage.valueOf(data.readUTF()));
  }

  private static void writeEvidence(Evidence evidence, DataOutputStream data) throws IOException {
    data.writeInt(evidence.objects());
    data.writeInt(evidence.polls());
    DiscoveryCoder.writeInstant(evidence.firstSeen(), data);
    DiscoveryCoder.writeInstant(evidence.lastChange(), data);
    data.writeLong(evidence.openedMillis());
    data.writeLong(evidence.changedMillis());
    data.writeLong(evidence.listedMillis());
  }

  private static Evidence readEvidence(DataInputStream data) throws IOException {
    return new Evidence(
        data.readInt(),
        data.readInt(),
        DiscoveryCoder.readInstant(data),
        DiscoveryCoder.readInstant(data),
        data.readLong(),
        data.readLong(),
        data.readLong());
  }
}
