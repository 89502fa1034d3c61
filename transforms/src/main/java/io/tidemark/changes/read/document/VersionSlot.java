package io.tidemark.changes.read.document;

/** The version: an integer of 64 bits, required where the settings name its path. */
final class VersionSlot extends Slot {
  private boolean given;
  private long version;

  VersionSlot() {
    super("version", "an integer");
  }

  @Override
  void clear() {
    super.clear();
    given = false;
  }

  @Override
  void integer(long value) {
    given = true;
    version = value;
  }

  long version() throws BadRecord {
    check();
    if (!given) {
      throw new BadRecord("version is missing");
    }
    return version;
  }
}
