package io.tidemark.deltas;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What travels with a delta and is not index content: where it came from and what went wrong. Three
 * sets, so that uniting them in any order gives the same bytes.
 */
record Evidence(List<Receipt> receipts, List<String> rejects, List<String> closings) {
  static final Evidence NONE = new Evidence(List.of(), List.of(), List.of());

  /** Sorts and drops duplicates. */
  Evidence {
    receipts = canonical(receipts);
    rejects = canonical(rejects);
    closings = canonical(closings);
  }

  static Evidence union(Collection<Evidence> parts) {
    return new Evidence(
        parts.stream().flatMap(part -> part.receipts.stream()).toList(),
        parts.stream().flatMap(part -> part.rejects.stream()).toList(),
        parts.stream().flatMap(part -> part.closings.stream()).toList());
  }

  byte[] encode() {
    if (receipts.isEmpty() && rejects.isEmpty() && closings.isEmpty()) {
      return new byte[0];
    }
    SectionWriter out = new SectionWriter(256);
    out.writeInt(receipts.size());
    receipts.forEach(receipt -> write(receipt, out));
    writeStrings(rejects, out);
    writeStrings(closings, out);
    return out.toArray();
  }

  static Evidence decode(byte[] section) {
    if (section.length == 0) {
      return NONE;
    }
    SectionReader in = new SectionReader(section, 0, section.length);
    List<Receipt> receipts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      receipts.add(readReceipt(in));
    }
    List<String> rejects = readStrings(in);
    return new Evidence(receipts, rejects, readStrings(in));
  }

  private static <T extends Comparable<T>> List<T> canonical(List<T> values) {
    if (values.size() < 2) {
      return List.copyOf(values);
    }
    return List.copyOf(new TreeSet<>(values));
  }

  private static void write(Receipt receipt, SectionWriter out) {
    writeString(receipt.object(), out);
    writeString(receipt.etag(), out);
    out.writeLong(receipt.size());
    write(receipt.partitionStart(), out);
    write(receipt.partitionEnd(), out);
    writeString(receipt.disposition(), out);
    out.writeInt(receipt.split());
    out.writeInt(receipt.splits());
    out.writeInt(receipt.piece());
    out.writeByte(receipt.last() ? 1 : 0);
    out.writeLong(receipt.records());
    out.writeLong(receipt.rejected());
    out.writeLong(receipt.deletes());
    out.writeInt(receipt.shards().size());
    receipt.shards().forEach(out::writeInt);
    Receipt.Times times = receipt.times();
    out.writeByte(times == null ? 0 : 1);
    if (times != null) {
      write(times.stored(), out);
      write(times.discovered(), out);
    }
  }

  private static Receipt readReceipt(SectionReader in) {
    String object = in.readString();
    String etag = in.readString();
    long size = in.readLong();
    Instant start = readInstant(in);
    Instant end = readInstant(in);
    String disposition = in.readString();
    int split = in.readInt();
    int splits = in.readInt();
    int piece = in.readInt();
    boolean last = in.readByte() == 1;
    long records = in.readLong();
    long rejected = in.readLong();
    long deletes = in.readLong();
    List<Integer> shards = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      shards.add(in.readInt());
    }
    boolean timed = in.readByte() == 1;
    Receipt.Times times = timed ? new Receipt.Times(readInstant(in), readInstant(in)) : null;
    return new Receipt(
        object,
        etag,
        size,
        start,
        end,
        disposition,
        split,
        splits,
        piece,
        last,
        records,
        rejected,
        deletes,
        shards,
        times);
  }

  private static void write(Instant instant, SectionWriter out) {
    out.writeSigned(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant readInstant(SectionReader in) {
    long seconds = in.readSigned();
    return Instant.ofEpochSecond(seconds, in.readInt());
  }

  private static void writeString(String value, SectionWriter out) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.writeBytes(bytes, 0, bytes.length);
  }

  private static void writeStrings(List<String> values, SectionWriter out) {
    out.writeInt(values.size());
    values.forEach(value -> writeString(value, out));
  }

  private static List<String> readStrings(SectionReader in) {
    List<String> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(in.readString());
    }
    return values;
  }
}
