package io.tidemark.storage;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes S3 clients whose HTTP goes through {@link HttpFaults}; named by a Beam option. */
public final class FaultyHttpFactory implements S3ClientBuilderFactory {
  private static final AtomicReference<@Nullable HttpFaults> LAST = new AtomicReference<>();

  /** Those of the client made last. */
  static HttpFaults last() {
    return Objects.requireNonNull(LAST.get());
  }

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    HttpFaults faults = new HttpFaults(ApacheHttpClient.create());
    LAST.set(faults);
    return new DefaultS3ClientBuilderFactory()
        .createBuilder(options)
        .httpClientBuilder(null)
        .httpClient(faults);
  }
}
