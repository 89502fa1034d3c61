package io.tidemark.changes.read;

import io.tidemark.changes.InputObject;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats there are. */
final class RecordFormats {
  static final int MAGIC_BYTES = 4;

  private static final JsonLinesFormat PLAIN = JsonLinesFormat.PLAIN;
  private static final List<RecordFormat> ALL =
      List.of(
          PLAIN, JsonLinesFormat.GZIP, JsonLinesFormat.ZSTD, new AvroFormat(), new ParquetFormat());

  private RecordFormats() {}

  /** The format of an object, by its key, or by its first bytes when the key does not tell. */
  static RecordFormat of(InputObject object, ObjectStore store) throws IOException {
    RecordFormat told = ofKey(object.key());
    if (told != null) {
      return told;
    }
    try (ObjectRange range = new ObjectRange(store, object, 0, MAGIC_BYTES)) {
      return ofHead(range.readNBytes(MAGIC_BYTES));
    } catch (StoreException e) {
      if (!SplitReader.lost(e)) {
        throw e;
      }
      // Reading it will put on record that it is gone; one split is enough for that.
      return JsonLinesFormat.GZIP;
    }
  }

  private static @Nullable RecordFormat ofKey(String key) {
    for (RecordFormat format : ALL) {
      if (format.matches(key)) {
        return format;
      }
    }
    return null;
  }

  /** JSON Lines when the bytes tell nothing. */
  private static RecordFormat ofHead(byte[] head) {
    for (RecordFormat format : ALL) {
      if (format.matches(head)) {
        return format;
      }
    }
    return PLAIN;
  }

  /** The format of this name. */
  static RecordFormat named(String name) {
    for (RecordFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException("No format is named " + name);
  }
}
