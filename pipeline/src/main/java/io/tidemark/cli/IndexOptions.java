package io.tidemark.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which index a command reads. */
class IndexOptions {
  @Option(
      names = "--index",
      required = true,
      paramLabel = "URI",
      description = "The index: s3://bucket/prefix or a local path.")
  String index = "";

  @Mixin StoreAccess stores = new StoreAccess();
}
