package io.tidemark.watchdog;

import java.io.IOException;

/** Another watchdog of this machine watches the same output. */
public final class WatchedException extends IOException {
  private static final long serialVersionUID = 1L;

  WatchedException(String output, String process) {
    super(
        "Cannot watch "
            + output
            + ": process "
            + process
            + " watches it. Two watchdogs would start two runs; stop one of them");
  }
}
