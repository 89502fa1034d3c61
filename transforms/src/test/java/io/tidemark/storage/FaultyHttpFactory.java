package io.tidemark.storage;

import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes S3 clients whose HTTP goes through {@link #faults}; named by a Beam option. */
public final class FaultyHttpFactory implements S3ClientBuilderFactory {
  /** Of the client made last. */
  static volatile HttpFaults faults;

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    faults = new HttpFaults(ApacheHttpClient.create());
    return new DefaultS3ClientBuilderFactory()
        .createBuilder(options)
        .httpClientBuilder(null)
        .httpClient(faults);
  }
}
