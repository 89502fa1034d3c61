package io.tidemark.acceptance;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a test's data is: an input and an output URI, and the arguments that open them.
 *
 * @param input URI of the changes
 * @param output URI of the index
 * @param arguments by which Beam finds the store
 */
record Site(String input, String output, List<String> arguments) {

  static Site local(Path folder) {
    return new Site(
        folder.resolve("input").toString(), folder.resolve("output").toString(), List.of());
  }

  static Site on(EmbeddedS3 s3, String bucket) {
    s3.createBucket(bucket);
    return new Site("s3://" + bucket + "/input", "s3://" + bucket + "/output", s3.beamOptions());
  }

  Site withOutput(String other) {
    return new Site(input, other, arguments);
  }

  ObjectStore open(String uri) throws IOException {
    return ObjectStores.open(uri, OptionParser.parse(arguments));
  }

  /** Puts every file under a folder into the input. */
  void upload(Path data) throws IOException {
    try (ObjectStore store = open(input);
        Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        store.put(data.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  /** Arguments of a command that reads the index. */
  List<String> reading(Path cache, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--index=" + output);
    if (!command[0].equals("status")) {
      all.add("--cache=" + cache);
    }
    all.addAll(arguments);
    return all;
  }

  /** Arguments of a run. */
  List<String> running(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--input=" + input);
    all.add("--output=" + output);
    all.addAll(arguments);
    return all;
  }
}
