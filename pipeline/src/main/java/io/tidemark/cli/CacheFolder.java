package io.tidemark.cli;

import java.nio.file.Path;

/** Where a user's files are kept that are of use beyond one command. */
final class CacheFolder {
  private CacheFolder() {}

  /** {@code $XDG_CACHE_HOME/tidemark}, by default {@code ~/.cache/tidemark}. */
  static Path standard() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("tidemark");
  }
}
