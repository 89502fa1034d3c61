package io.tidemark.storage;

import io.tidemark.testdata.S3Arguments;
import java.net.URI;
import java.util.UUID;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on a real multi-process store, when one is named: see testdata/radosgw.sh. */
@EnabledIfSystemProperty(
    named = "radosgw.endpoint",
    matches = "http.*",
    disabledReason = "no radosgw is running: see testdata/radosgw.sh")
class RadosgwObjectStoreTest extends ObjectStoreContract {
  private static final String BUCKET = "contract-" + UUID.randomUUID();

  private static int roots;

  private final String root = "s3://" + BUCKET + "/test " + roots++;

  @BeforeAll
  static void create_bucket() throws Exception {
    try (S3Clients.Lease lease = S3Clients.lease(options())) {
      lease.client().createBucket(bucket -> bucket.bucket(BUCKET));
    }
  }

  @Override
  public ObjectStore open() throws StoreException {
    return ObjectStores.open(root, options());
  }

  private static S3Options options() {
    String[] arguments =
        S3Arguments.of(
                System.getProperty("radosgw.region"),
                URI.create(System.getProperty("radosgw.endpoint")),
                System.getProperty("radosgw.accessKey"),
                System.getProperty("radosgw.secretKey"))
            .toArray(String[]::new);
    return PipelineOptionsFactory.fromArgs(arguments).as(S3Options.class);
  }
}
