package io.tidemark.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;

/** The stored values of one document, in an order that does not depend on its segment. */
final class CanonicalStoredFields extends StoredFieldVisitor {
  private final Map<String, List<Value>> fields = new TreeMap<>();

  private static final class Value {
    private final char kind;
    private final byte[] bytes;

    Value(char kind, byte[] bytes) {
      this.kind = kind;
      this.bytes = bytes;
    }
  }

  void writeTo(DataOutputStream out) throws IOException {
    for (Map.Entry<String, List<Value>> field : fields.entrySet()) {
      for (Value value : field.getValue()) {
        out.writeChar(value.kind);
        out.writeUTF(field.getKey());
        out.writeInt(value.bytes.length);
        out.write(value.bytes);
      }
    }
  }

  @Override
  public Status needsField(FieldInfo field) {
    return Status.YES;
  }

  @Override
  public void stringField(FieldInfo field, String value) {
    add(field, 's', value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void binaryField(FieldInfo field, byte[] value) {
    add(field, 'b', value);
  }

  @Override
  public void longField(FieldInfo field, long value) {
    add(field, 'l', eight(value));
  }

  @Override
  public void intField(FieldInfo field, int value) {
    add(field, 'i', eight(value));
  }

  @Override
  public void doubleField(FieldInfo field, double value) {
    add(field, 'd', eight(Double.doubleToRawLongBits(value)));
  }

  @Override
  public void floatField(FieldInfo field, float value) {
    add(field, 'f', eight(Float.floatToRawIntBits(value)));
  }

  private static byte[] eight(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private void add(FieldInfo field, char kind, byte[] bytes) {
    fields.computeIfAbsent(field.name, name -> new ArrayList<>()).add(new Value(kind, bytes));
  }
}
