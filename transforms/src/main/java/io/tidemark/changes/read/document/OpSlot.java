package io.tidemark.changes.read.document;

/** The operation: {@code upsert}, {@code delete}, or absent, which means upsert. */
final class OpSlot extends Slot {
  private String op = "upsert";

  OpSlot() {
    super("op", "\"upsert\" or \"delete\"");
  }

  @Override
  void clear() {
    super.clear();
    op = "upsert";
  }

  @Override
  void text(String value) {
    op = value;
  }

  boolean delete() throws BadRecord {
    check();
    return switch (op) {
      case "upsert" -> false;
      case "delete" -> true;
      default ->
          throw new BadRecord("op is \"" + Excerpt.of(op, 40) + "\", not \"upsert\" or \"delete\"");
    };
  }
}
