package io.tidemark.changes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.util.VarInt;

/** Writes one change as a part of a batch. */
final class DocumentChangeEncoding {

  private DocumentChangeEncoding() {}

  static void write(DocumentChange change, OutputStream out) throws IOException {
    Encoding.writeString(change.id(), out);
    Encoding.writeBoolean(change.delete(), out);
    Encoding.writeLong(change.rank().version(), out);
    VarInt.encode(change.rank().position(), out);
    Encoding.writeLong(change.rank().hash(), out);
    VarInt.encode(change.values().size(), out);
    for (FieldValue value : change.values()) {
      write(value, out);
    }
  }

  static DocumentChange read(InputStream in) throws IOException {
    String id = Encoding.readString(in);
    boolean delete = Encoding.readBoolean(in);
    Rank rank = new Rank(Encoding.readLong(in), VarInt.decodeLong(in), Encoding.readLong(in));
    int count = VarInt.decodeInt(in);
    List<FieldValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(readValue(in));
    }
    return new DocumentChange(id, delete, rank, values);
  }

  /** The field's ordinal, doubled, plus one for a number. */
  private static void write(FieldValue value, OutputStream out) throws IOException {
    if (value instanceof FieldValue.Text text) {
      VarInt.encode(text.field() << 1, out);
      Encoding.writeString(text.text(), out);
    } else {
      FieldValue.Number number = (FieldValue.Number) value;
      VarInt.encode(number.field() << 1 | 1, out);
      Encoding.writeLong(number.bits(), out);
    }
  }

  private static FieldValue readValue(InputStream in) throws IOException {
    int tag = VarInt.decodeInt(in);
    return (tag & 1) == 0
        ? new FieldValue.Text(tag >>> 1, Encoding.readString(in))
        : new FieldValue.Number(tag >>> 1, Encoding.readLong(in));
  }
}
