package io.tidemark.pipeline;

import java.util.List;

/** A command was given something it cannot work with. The message lists every problem. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public UsageException(String message) {
    super(message);
    this.problems = List.of(message);
  }

  /** Reports several problems at once. */
  public UsageException(String attempted, List<String> problems) {
    super(attempted + ":\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem by itself. */
  public List<String> problems() {
    return problems;
  }
}
