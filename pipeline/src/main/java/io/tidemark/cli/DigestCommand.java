package io.tidemark.cli;

import io.tidemark.index.IndexDigest;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code tidemark digest}: a fingerprint of what is live. */
@Command(
    name = "digest",
    description =
        "Prints one line that is the same for equal index content, however it came into layers.",
    mixinStandardHelpOptions = true)
final class DigestCommand extends SnapshotCommand {
  @Override
  public Integer call() throws Exception {
    try (OpenIndex index = openIndex()) {
      PrintWriter out = out();
      out.println(IndexDigest.of(index.reader()).line());
      out.flush();
    }
    return 0;
  }
}
