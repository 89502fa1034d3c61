package io.tidemark.changes.read.document;

import io.tidemark.settings.FieldSettings;

/**
 * A text or keyword field. Numbers and booleans count as they are written in JSON: {@code 1.10}
 * stays {@code 1.10}.
 */
final class TextSlot extends FieldSlot {
  private final boolean oneTerm;

  TextSlot(int field, FieldSettings settings, boolean oneTerm) {
    super(field, settings, "text");
    this.oneTerm = oneTerm;
  }

  @Override
  void text(String value) {
    add(value);
  }

  @Override
  void integer(long value) {
    add(Long.toString(value));
  }

  @Override
  public void real(double value, String literal) {
    add(literal);
  }

  @Override
  public void huge(String literal) {
    add(literal);
  }

  @Override
  public void bool(boolean value) {
    add(Boolean.toString(value));
  }

  @Override
  int maxBytes() {
    return oneTerm ? MAX_TERM_BYTES : super.maxBytes();
  }
}
