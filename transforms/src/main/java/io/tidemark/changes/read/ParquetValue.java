package io.tidemark.changes.read;

import io.tidemark.changes.read.document.DocumentBuilder;
import io.tidemark.changes.read.document.PathNode;
import io.tidemark.changes.read.document.StrictUtf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Takes one value of a column. BINARY without an annotation counts as a string, as old writers mean
 * it; time stamps without a zone, and INT96, count as UTC.
 */
final class ParquetValue extends PrimitiveConverter {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588L;

  private final PrimitiveTypeName physical;
  private final @Nullable LogicalTypeAnnotation logical;
  private final DocumentBuilder document;
  private final PathNode node;
  private final boolean repeated;

  /** Takes a value nobody wants. */
  static final class Ignored extends PrimitiveConverter {
    @Override
    public void addBinary(Binary value) {}

    @Override
    public void addBoolean(boolean value) {}

    @Override
    public void addDouble(double value) {}

    @Override
    public void addFloat(float value) {}

    @Override
    public void addInt(int value) {}

    @Override
    public void addLong(long value) {}
  }

  ParquetValue(PrimitiveType type, DocumentBuilder document, PathNode node, boolean repeated) {
    this.physical = type.getPrimitiveTypeName();
    this.logical = type.getLogicalTypeAnnotation();
    this.document = document;
    this.node = node;
    this.repeated = repeated;
  }

  @Override
  public void addBinary(Binary value) {
    if (unwanted(physical == PrimitiveTypeName.BINARY ? "a string" : "bytes")) {
      return;
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      document.decimal(node, new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()));
    } else if (physical == PrimitiveTypeName.INT96) {
      int96(value.getBytes());
    } else if (physical == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      document.wrong(node, "bytes");
    } else {
      byte[] bytes = value.getBytesUnsafe();
      if (StrictUtf8.invalid(bytes, 0, bytes.length) >= 0) {
        document.wrong(node, "not UTF-8");
      } else {
        document.text(node, value.toStringUsingUTF8());
      }
    }
  }

  @Override
  public void addBoolean(boolean value) {
    if (!unwanted("a boolean")) {
      document.each(node, slot -> slot.bool(value));
    }
  }

  @Override
  public void addDouble(double value) {
    if (!unwanted("a number")) {
      document.each(node, slot -> slot.real(value, Double.toString(value)));
    }
  }

  @Override
  public void addFloat(float value) {
    if (!unwanted("a number")) {
      document.each(node, slot -> slot.real(value, Float.toString(value)));
    }
  }

  @Override
  public void addInt(int value) {
    if (unwanted("a number")) {
      return;
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      document.each(node, slot -> slot.instant(value, value * DAY_MILLIS));
    } else {
      integer(unsigned() ? Integer.toUnsignedLong(value) : value);
    }
  }

  @Override
  public void addLong(long value) {
    if (unwanted("a number")) {
      return;
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      long perMilli =
          switch (timestamp.getUnit()) {
            case MILLIS -> 1;
            case MICROS -> 1_000;
            case NANOS -> 1_000_000;
          };
      document.each(node, slot -> slot.instant(value, Math.floorDiv(value, perMilli)));
    } else if (value < 0 && unsigned()) {
      String literal = Long.toUnsignedString(value);
      document.each(node, slot -> slot.huge(literal));
    } else {
      integer(value);
    }
  }

  private void integer(long value) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      document.decimal(node, BigDecimal.valueOf(value, decimal.getScale()));
    } else {
      document.integer(node, value);
    }
  }

  /** Nanoseconds of the day, then the Julian day. */
  private void int96(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    long days = Integer.toUnsignedLong(buffer.getInt()) - JULIAN_DAY_OF_EPOCH;
    long millis = days * DAY_MILLIS + Math.floorDiv(nanos, 1_000_000L);
    document.each(node, slot -> slot.instant(millis, millis));
  }

  private boolean unsigned() {
    return logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
  }

  /** Tells the document about an array; and refuses the value where an object is expected. */
  private boolean unwanted(String what) {
    if (node.isObject()) {
      document.wrong(node, what);
      return true;
    }
    if (repeated) {
      document.array(node);
    }
    return false;
  }
}
