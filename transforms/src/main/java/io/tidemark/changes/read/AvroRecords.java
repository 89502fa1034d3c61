package io.tidemark.changes.read;

import io.tidemark.changes.read.document.BadRecord;
import io.tidemark.changes.read.document.DocumentBuilder;
import io.tidemark.changes.read.document.PathNode;
import io.tidemark.changes.read.document.StrictUtf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Walks an Avro record along the mapped paths. A null is an absent value. Time stamps without a
 * zone count as UTC.
 */
final class AvroRecords {
  private final DocumentBuilder document;

  AvroRecords(DocumentBuilder document) {
    this.document = document;
  }

  /** Puts the values of the record into the document builder. */
  void read(Object datum) throws BadRecord {
    document.start();
    if (!(datum instanceof IndexedRecord record)) {
      throw new BadRecord("not an Avro record");
    }
    record(document.root(), record);
  }

  private void record(PathNode node, IndexedRecord record) {
    Schema schema = record.getSchema();
    for (Map.Entry<String, PathNode> child : node.children().entrySet()) {
      Schema.Field field = schema.getField(child.getKey());
      if (field != null) {
        value(child.getValue(), field.schema(), record.get(field.pos()));
      }
    }
  }

  private void map(PathNode node, Schema schema, Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      PathNode child = node.child(String.valueOf(entry.getKey()));
      if (child != null) {
        value(child, schema.getValueType(), entry.getValue());
      }
    }
  }

  private void value(PathNode node, Schema declared, @Nullable Object value) {
    if (value == null) {
      return;
    }
    Schema schema = resolved(declared, value);
    if (node.isObject()) {
      switch (schema.getType()) {
        case RECORD -> record(node, (IndexedRecord) value);
        case MAP -> map(node, schema, (Map<?, ?>) value);
        default -> document.wrong(node, named(schema));
      }
    } else if (schema.getType() == Schema.Type.ARRAY) {
      document.array(node);
      for (Object item : (Collection<?>) value) {
        if (item != null) {
          scalar(node, resolved(schema.getElementType(), item), item);
        }
      }
    } else {
      scalar(node, schema, value);
    }
  }

  private void scalar(PathNode node, Schema schema, Object value) {
    switch (schema.getType()) {
      case STRING -> string(node, value);
      case ENUM -> document.text(node, value.toString());
      case INT, LONG -> integer(node, schema.getLogicalType(), ((Number) value).longValue());
      case FLOAT, DOUBLE -> {
        double real = ((Number) value).doubleValue();
        String literal = value.toString();
        document.each(node, slot -> slot.real(real, literal));
      }
      case BOOLEAN -> document.each(node, slot -> slot.bool((Boolean) value));
      case BYTES, FIXED -> bytes(node, schema, value);
      default -> document.wrong(node, named(schema));
    }
  }

  private void string(PathNode node, Object value) {
    if (value instanceof Utf8 utf8
        && StrictUtf8.invalid(utf8.getBytes(), 0, utf8.getByteLength()) >= 0) {
      document.wrong(node, "not UTF-8");
    } else {
      document.text(node, value.toString());
    }
  }

  private void integer(PathNode node, @Nullable LogicalType type, long value) {
    long millis;
    if (type instanceof LogicalTypes.TimestampMillis
        || type instanceof LogicalTypes.LocalTimestampMillis) {
      millis = value;
    } else if (type instanceof LogicalTypes.TimestampMicros
        || type instanceof LogicalTypes.LocalTimestampMicros) {
      millis = Math.floorDiv(value, 1_000L);
    } else if (type instanceof LogicalTypes.TimestampNanos
        || type instanceof LogicalTypes.LocalTimestampNanos) {
      millis = Math.floorDiv(value, 1_000_000L);
    } else if (type instanceof LogicalTypes.Date) {
      millis = value * 86_400_000L;
    } else {
      document.integer(node, value);
      return;
    }
    document.each(node, slot -> slot.instant(value, millis));
  }

  private void bytes(PathNode node, Schema schema, Object value) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      BigInteger unscaled = new BigInteger(array(value));
      document.decimal(node, new BigDecimal(unscaled, decimal.getScale()));
    } else {
      document.wrong(node, named(schema));
    }
  }

  private static byte[] array(Object value) {
    if (value instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Schema resolved(Schema schema, Object value) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value))
        : schema;
  }

  private static String named(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, MAP -> "an object";
      case ARRAY -> "an array";
      case BYTES, FIXED -> "bytes";
      case STRING, ENUM -> "a string";
      case BOOLEAN -> "a boolean";
      default -> "a number";
    };
  }
}
