package io.tidemark.storage;

import io.tidemark.testdata.EmbeddedS3;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3ObjectStoreTest extends ObjectStoreContract {
  private static EmbeddedS3 s3;
  private static PipelineOptions options;
  private static int roots;

  private final String root = "s3://ads/test " + roots++ + "/";

  @BeforeAll
  static void start() {
    s3 = EmbeddedS3.start();
    s3.createBucket("ads");
    options = PipelineOptionsFactory.fromArgs(s3.beamOptions().toArray(String[]::new)).create();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  public ObjectStore open() throws StoreException {
    return ObjectStores.open(root, options);
  }

  /** S3Proxy sorts by UTF-16. */
  @Override
  public boolean sortsEveryPlane() {
    return false;
  }

  /** S3Proxy keeps its objects in a tree of files. */
  @Override
  public boolean knowsEmptyNames() {
    return false;
  }

  @Override
  public int rounds() {
    return 40;
  }
}
