package io.tidemark.testdata;

import java.net.URI;
import java.util.List;

/** Writes the command line options by which a Beam pipeline finds an S3 server. */
public final class S3Arguments {
  private S3Arguments() {}

  /**
   * Beam's AWS options for a server with one fixed pair of keys. Fit for servers on the own machine
   * only: the secret stands in the options, and options are shown by runners.
   */
  public static List<String> of(String region, URI endpoint, String accessKey, String secretKey) {
    return List.of(
        "--awsRegion=" + region,
        "--endpoint=" + endpoint,
        "--awsCredentialsProvider={\"@type\":\"StaticCredentialsProvider\",\"accessKeyId\":\""
            + accessKey
            + "\",\"secretAccessKey\":\""
            + secretKey
            + "\"}");
  }
}
