package io.tidemark.acceptance;

import io.tidemark.cli.Tidemark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command as a person ran it.
 *
 * @param exitCode it ended with
 * @param out what it printed
 * @param err what it complained
 */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Tidemark.execute(
            new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Its output, when it succeeded. */
  String succeeded() {
    if (exitCode != 0) {
      throw new AssertionError("Exit code " + exitCode + ": " + err + out);
    }
    return out;
  }
}
