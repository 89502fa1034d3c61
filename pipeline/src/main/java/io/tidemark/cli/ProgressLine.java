package io.tidemark.cli;

import io.tidemark.pipeline.RunProgress;
import java.io.PrintStream;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how a run gets on: one line kept up to date on a terminal, a log line a minute elsewhere.
 */
final class ProgressLine {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressLine.class);
  private static final int LOG_EVERY = 60;

  private final PrintStream out;
  private final boolean terminal;
  private int shown;
  private String last = "";

  private ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @SuppressWarnings("SystemOut")
  static ProgressLine onTerminal() {
    return new ProgressLine(System.err, System.console() != null);
  }

  /** Shows the progress; called about once a second. */
  void show(RunProgress progress) {
    last =
        String.format(
            Locale.ROOT,
            "version %,d | objects %,d (%,d late) | documents %,d | rejected %,d | lag %s",
            progress.version(),
            progress.objects(),
            progress.late(),
            progress.documents(),
            progress.rejected(),
            progress.lagText());
    if (terminal) {
      out.print("\r\033[K" + last);
      out.flush();
    } else if (shown++ % LOG_EVERY == 0) {
      LOG.info("{}", last);
    }
  }

  /** Leaves the last state standing. */
  void end() {
    if (terminal) {
      out.println();
    } else {
      LOG.info("{} | ended", last);
    }
  }
}
