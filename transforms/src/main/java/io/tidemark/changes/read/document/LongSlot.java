package io.tidemark.changes.read.document;

import io.tidemark.settings.FieldSettings;

/** A long field: integers written without fraction and exponent. */
final class LongSlot extends FieldSlot {

  LongSlot(int field, FieldSettings settings) {
    super(field, settings, "an integer");
  }

  @Override
  void integer(long value) {
    add(value);
  }
}
