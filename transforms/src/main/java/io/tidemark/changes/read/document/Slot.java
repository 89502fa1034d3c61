package io.tidemark.changes.read.document;

import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one mapped path of the record that is being read. By default it takes none:
 * every kind of value is a problem, and a kind overrides what it takes. Problems are kept, not
 * thrown, because a key that comes again in the record replaces the value before it.
 */
public abstract class Slot {
  private final String label;
  private final String wanted;
  private @Nullable String problem;

  /**
   * Makes a slot.
   *
   * @param label in reasons, such as {@code version}
   * @param wanted in reasons, such as {@code an integer}
   */
  Slot(String label, String wanted) {
    this.label = label;
    this.wanted = wanted;
  }

  /** Forgets everything taken. */
  void clear() {
    problem = null;
  }

  void text(String value) {
    wrong("a string");
  }

  void integer(long value) {
    wrong("an integer");
  }

  /** A number in floating point, and how it is written. */
  public void real(double value, String literal) {
    wrong("a floating-point number");
  }

  /** An integer that does not fit 64 bits, in decimal digits. */
  public void huge(String literal) {
    wrong("an integer beyond 64 bits");
  }

  /** True or false. */
  public void bool(boolean value) {
    wrong("a boolean");
  }

  /** A time stamp of a typed format: the number as it is in the record, and what it means. */
  public void instant(long raw, long epochMillis) {
    integer(raw);
  }

  /** An explicit null. */
  public void nothing() {
    wrong("null");
  }

  /** Whether an array of values is taken, each value by itself. */
  boolean takesArrays() {
    return false;
  }

  /** Something that cannot be taken, such as {@code an object}. */
  final void wrong(String what) {
    if (problem == null) {
      problem = label + " is " + what + ", not " + wanted;
    }
  }

  /** The path leads through something that is not an object, such as {@code a string}. */
  final void unreachable(String what) {
    if (problem == null) {
      problem = label + " cannot be reached: its path leads through " + what;
    }
  }

  final String label() {
    return label;
  }

  /** Throws when a value could not be taken. */
  final void check() throws BadRecord {
    if (problem != null) {
      throw new BadRecord(problem);
    }
  }
}
