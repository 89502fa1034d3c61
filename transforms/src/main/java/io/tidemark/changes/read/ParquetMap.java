package io.tidemark.changes.read;

import io.tidemark.changes.read.document.DocumentBuilder;
import io.tidemark.changes.read.document.PathNode;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Takes the entries of a map whose keys are steps of paths; values that are not scalar go by. */
final class ParquetMap extends GroupConverter {
  private final Map<String, ParquetValue> values = new HashMap<>();
  private final Converter key = new Key();
  private final Converter value;
  private @Nullable ParquetValue current;

  ParquetMap(GroupType entry, DocumentBuilder document, PathNode node) {
    Type type = entry.getType(1);
    if (type.isPrimitive()) {
      node.children()
          .forEach(
              (step, child) ->
                  values.put(
                      step, new ParquetValue(type.asPrimitiveType(), document, child, false)));
    }
    this.value = type.isPrimitive() ? new Forward() : ParquetConverters.ignored(type);
  }

  @Override
  public Converter getConverter(int field) {
    return field == 0 ? key : value;
  }

  @Override
  public void start() {
    current = null;
  }

  @Override
  public void end() {}

  private final class Key extends PrimitiveConverter {
    @Override
    public void addBinary(Binary value) {
      current = values.get(value.toStringUsingUTF8());
    }
  }

  /** Hands the value on to the converter of its key. */
  private final class Forward extends PrimitiveConverter {
    @Override
    public void addBinary(Binary value) {
      if (current != null) {
        current.addBinary(value);
      }
    }

    @Override
    public void addBoolean(boolean value) {
      if (current != null) {
        current.addBoolean(value);
      }
    }

    @Override
    public void addDouble(double value) {
      if (current != null) {
        current.addDouble(value);
      }
    }

    @Override
    public void addFloat(float value) {
      if (current != null) {
        current.addFloat(value);
      }
    }

    @Override
    public void addInt(int value) {
      if (current != null) {
        current.addInt(value);
      }
    }

    @Override
    public void addLong(long value) {
      if (current != null) {
        current.addLong(value);
      }
    }
  }
}
