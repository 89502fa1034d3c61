package io.tidemark.changes.read.document;

import io.tidemark.changes.DocumentChange;
import org.jspecify.annotations.Nullable;

/**
 * The document id: a string, or an integer, which counts as its decimal digits (so 7 and "7" are
 * the same document).
 */
final class IdSlot extends Slot {
  private @Nullable String id;

  IdSlot() {
    super("id", "a string");
  }

  @Override
  void clear() {
    super.clear();
    id = null;
  }

  @Override
  void text(String value) {
    id = value;
  }

  @Override
  void integer(long value) {
    id = Long.toString(value);
  }

  @Override
  public void huge(String literal) {
    id = literal;
  }

  /** The id, valid as a key of the index. */
  String id() throws BadRecord {
    check();
    if (id == null) {
      throw new BadRecord("id is missing");
    }
    if (id.isEmpty()) {
      throw new BadRecord("id is empty");
    }
    int bytes = StrictUtf8.length(id);
    if (bytes < 0) {
      throw new BadRecord("id holds half of a surrogate pair");
    }
    if (bytes > DocumentChange.MAX_ID_BYTES) {
      throw new BadRecord(
          "id has " + bytes + " bytes; at most " + DocumentChange.MAX_ID_BYTES + " are allowed");
    }
    return id;
  }

  @Nullable String known() {
    return id;
  }
}
