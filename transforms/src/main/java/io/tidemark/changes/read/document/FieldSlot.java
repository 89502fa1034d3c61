package io.tidemark.changes.read.document;

import io.tidemark.changes.FieldValue;
import io.tidemark.settings.Analyzers;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import java.util.ArrayList;
import java.util.List;

/** The values of one field, in record order. Null and absent are no value; an array is several. */
abstract class FieldSlot extends Slot {
  /** The longest term Lucene holds, in UTF-8 bytes. */
  static final int MAX_TERM_BYTES = 32_766;

  private final int field;
  private final List<FieldValue> values = new ArrayList<>();

  FieldSlot(int field, FieldSettings settings, String wanted) {
    super(settings.name(), wanted);
    this.field = field;
  }

  /** The slot for a field of these settings. */
  static FieldSlot of(int field, FieldSettings settings) {
    return switch (settings.type()) {
      case TEXT, KEYWORD -> new TextSlot(field, settings, oneTerm(settings));
      case LONG -> new LongSlot(field, settings);
      case DOUBLE -> new DoubleSlot(field, settings);
      case DATE -> new DateSlot(field, settings);
    };
  }

  @Override
  void clear() {
    super.clear();
    values.clear();
  }

  @Override
  public void nothing() {}

  @Override
  boolean takesArrays() {
    return true;
  }

  final void add(String text) {
    values.add(new FieldValue.Text(field, text));
  }

  final void add(long bits) {
    values.add(new FieldValue.Number(field, bits));
  }

  final List<FieldValue> values() {
    return values;
  }

  /** The longest value in UTF-8 bytes. */
  int maxBytes() {
    return Integer.MAX_VALUE;
  }

  private static boolean oneTerm(FieldSettings settings) {
    return settings.type() == FieldType.KEYWORD || settings.analyzer().equals(Analyzers.KEYWORD);
  }
}
