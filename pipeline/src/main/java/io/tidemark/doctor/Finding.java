package io.tidemark.doctor;

import io.tidemark.storage.StoreException;

/**
 * One thing that was looked at.
 *
 * @param grade how it is
 * @param about what was looked at, in a word or two
 * @param told what was found
 * @param advice what to do about it; empty when there is nothing to do, or {@code told} says it
 */
public record Finding(Grade grade, String about, String told, String advice) {

  /** How something is, from well to worst. */
  public enum Grade {
    /** Proved. */
    OK,
    /** A run works, but not as well as it could, or not in every case. */
    WARNING,
    /** A run fails, or its index is wrong or stale. */
    FAULT,
    /** It could not be looked at: the store does not answer, or is not there. */
    UNREACHABLE
  }

  static Finding ok(String about, String told) {
    return new Finding(Grade.OK, about, told, "");
  }

  static Finding warning(String about, String told, String advice) {
    return new Finding(Grade.WARNING, about, told, advice);
  }

  static Finding fault(String about, String told, String advice) {
    return new Finding(Grade.FAULT, about, told, advice);
  }

  /** A look that a store cut short; its message says what to do. */
  static Finding failed(String about, StoreException e) {
    Grade grade =
        switch (e.kind()) {
          case UNREACHABLE, UNKNOWN, NOT_FOUND -> Grade.UNREACHABLE;
          case DENIED, REFUSED, UNUSABLE, CHANGED -> Grade.FAULT;
        };
    return new Finding(grade, about, String.valueOf(e.getMessage()), "");
  }

  /** What was found and what to do, on one line. */
  public String line() {
    String all = advice.isEmpty() ? told : told + ". " + advice;
    return all.replaceAll("\\s*\\R\\s*", " ");
  }
}
