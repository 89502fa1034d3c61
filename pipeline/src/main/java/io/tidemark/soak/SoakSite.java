package io.tidemark.soak;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.UsageException;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.EmbeddedS3;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where input and outputs of a soak lie: one S3 server, given or in this process. */
final class SoakSite implements Closeable {
  private static final String ENDPOINT = "--endpoint=";
  private static final String BUCKET = "soak";

  private final @Nullable EmbeddedS3 embedded;
  private final List<String> arguments;
  private final String base;

  private SoakSite(@Nullable EmbeddedS3 embedded, List<String> arguments, String base) {
    this.embedded = embedded;
    this.arguments = List.copyOf(arguments);
    this.base = base;
  }

  /**
   * Opens the server that the options name with {@code --endpoint}; without, starts one.
   *
   * @param base bucket that exists and a prefix, with an endpoint given
   */
  static SoakSite open(List<String> beamOptions, @Nullable String base) throws IOException {
    if (beamOptions.stream().anyMatch(option -> option.startsWith(ENDPOINT))) {
      if (base == null) {
        throw new UsageException("Cannot soak: --endpoint needs --base=s3://bucket/prefix with it");
      }
      SoakSite site = new SoakSite(null, beamOptions, base);
      try (ObjectStore store = site.open(base)) {
        if (!store.list("", "", 1).isEmpty()) {
          throw new UsageException("Cannot soak in " + base + ": it is not empty");
        }
      }
      return site;
    }
    EmbeddedS3 s3 = EmbeddedS3.start();
    s3.createBucket(BUCKET);
    List<String> arguments = new ArrayList<>(beamOptions);
    arguments.addAll(s3.beamOptions());
    return new SoakSite(s3, arguments, "s3://" + BUCKET);
  }

  String input() {
    return base + "/changes";
  }

  String output(String name) {
    return base + "/" + name;
  }

  /** Of the keys of the input in their bucket. */
  String inputPrefix() {
    String path = URI.create(input()).getPath();
    return path.substring(1) + "/";
  }

  ObjectStore open(String uri) throws IOException {
    return ObjectStores.open(uri, OptionParser.parse(arguments));
  }

  URI endpoint() {
    return arguments.stream()
        .filter(argument -> argument.startsWith(ENDPOINT))
        .map(argument -> URI.create(argument.substring(ENDPOINT.length())))
        .findFirst()
        .orElseThrow();
  }

  /** The options that lead a command to the server. */
  List<String> arguments() {
    return arguments;
  }

  /** The same by way of another endpoint. */
  List<String> argumentsBy(URI endpoint) {
    return arguments.stream()
        .map(argument -> argument.startsWith(ENDPOINT) ? ENDPOINT + endpoint : argument)
        .toList();
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
