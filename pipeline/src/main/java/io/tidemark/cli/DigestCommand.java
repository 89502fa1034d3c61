package io.tidemark.cli;

import io.tidemark.index.IndexDigest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark digest}: a fingerprint of what is live. */
@Command(
    name = "digest",
    description =
        "Prints one line that is the same for equal index content, however it came into layers.",
    mixinStandardHelpOptions = true)
final class DigestCommand implements Callable<Integer> {
  @Mixin SnapshotOptions snapshot = new SnapshotOptions();
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (OpenIndex index = snapshot.open()) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(IndexDigest.of(index.reader()).line());
      out.flush();
    }
    return 0;
  }
}
