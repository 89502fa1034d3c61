package io.tidemark.pipeline;

import io.tidemark.changes.watch.PartitionLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether changes and index lie so that one would be taken for the other. Side by side is
 * fine, and so is one below the other where neither is ever listed or written by the other's side:
 * {@code s3://ads} with {@code dt=.../} folders and an index in {@code s3://ads/index}.
 */
public final class Nesting {
  /** What lies under an output. */
  private static final List<String> WRITTEN =
      List.of("shards", "rejects", "late", "layers", "rolls", "snapshots", "stop", "doctor");

  private Nesting() {}

  /** Why the two cannot be used together; empty when they can. */
  public static Optional<String> problem(String input, String output, PartitionLayout layout) {
    String changes = place(input);
    String index = place(output);
    if (changes.equals(index)) {
      return Optional.of("--input and --output are the same: the index would be read as changes");
    }
    String root = layout.root();
    if (index.startsWith(changes)) {
      String below = index.substring(changes.length());
      boolean listed = below.startsWith(root) || root.startsWith(below);
      return listed
          ? Optional.of(
              "--output="
                  + output
                  + " lies inside --input, where partitions are looked for: every poll would list"
                  + " the index too; put it beside the input")
          : Optional.empty();
    }
    if (changes.startsWith(index)) {
      String below = changes.substring(index.length());
      return WRITTEN.stream()
          .filter(folder -> below.startsWith(folder + "/"))
          .findFirst()
          .map(
              folder ->
                  "--input="
                      + input
                      + " lies in "
                      + folder
                      + "/ of --output, which belongs to the index; put it beside the index");
    }
    return Optional.empty();
  }

  /** A URI in one spelling, with a slash at its end. */
  private static String place(String uri) {
    String plain = uri;
    try {
      if (uri.startsWith("file:")) {
        plain = real(Path.of(URI.create(uri)));
      } else if (!uri.contains("://")) {
        plain = real(Path.of(uri));
      }
    } catch (IllegalArgumentException notAPath) {
      // Opening the store tells what is wrong with it.
    }
    int end = plain.length();
    while (end > 0 && plain.charAt(end - 1) == '/') {
      end--;
    }
    return plain.substring(0, end) + "/";
  }

  /** The path without links, as far as it exists. */
  private static String real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path there = absolute; there != null; there = there.getParent()) {
      if (Files.exists(there)) {
        try {
          return there.toRealPath().resolve(there.relativize(absolute)).toString();
        } catch (IOException e) {
          return absolute.toString();
        }
      }
    }
    return absolute.toString();
  }
}
