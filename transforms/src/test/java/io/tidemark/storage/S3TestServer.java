package io.tidemark.storage;

import io.tidemark.testdata.EmbeddedS3;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** One embedded S3 server for all tests of this JVM that need no more than a bucket. */
final class S3TestServer {
  static final String BUCKET = "ads";

  private static final EmbeddedS3 SERVER = start();

  private static int roots;

  private S3TestServer() {}

  /** A URI that nothing lies under. */
  static synchronized String emptyRoot() {
    return "s3://" + BUCKET + "/test " + roots++;
  }

  static EmbeddedS3 server() {
    return SERVER;
  }

  static S3Options options() {
    return PipelineOptionsFactory.fromArgs(SERVER.beamOptions().toArray(String[]::new))
        .as(S3Options.class);
  }

  private static EmbeddedS3 start() {
    EmbeddedS3 server = EmbeddedS3.start();
    server.createBucket(BUCKET);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }
}
