package io.tidemark.testdata;

/** How generated files are packed. */
public enum Compression {
  /** Plain JSON Lines. */
  NONE(""),
  /** One gzip member, no name or time in its header: equal bytes wherever zlib is the same. */
  GZIP(".gz");

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }
}
