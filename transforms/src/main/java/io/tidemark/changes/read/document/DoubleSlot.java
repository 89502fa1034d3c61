package io.tidemark.changes.read.document;

import io.tidemark.settings.FieldSettings;
import org.apache.lucene.util.NumericUtils;

/** A double field: any finite number. */
final class DoubleSlot extends FieldSlot {

  DoubleSlot(int field, FieldSettings settings) {
    super(field, settings, "a finite number");
  }

  @Override
  void integer(long value) {
    add(NumericUtils.doubleToSortableLong((double) value));
  }

  @Override
  public void real(double value, String literal) {
    if (Double.isFinite(value)) {
      add(NumericUtils.doubleToSortableLong(value));
    } else {
      wrong(Excerpt.of(literal, 40));
    }
  }

  @Override
  public void huge(String literal) {
    real(Double.parseDouble(literal), literal);
  }
}
