package io.tidemark.storage;

import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes S3 clients that all send through one {@link HttpFaults}, which outlives them: a run opens
 * and closes many. Named by a Beam option.
 */
public final class SharedHttpFaults implements S3ClientBuilderFactory {
  private static final HttpFaults FAULTS = new HttpFaults(ApacheHttpClient.create());

  /** What goes wrong in the requests of all these clients. */
  public static HttpFaults faults() {
    return FAULTS;
  }

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    return new DefaultS3ClientBuilderFactory()
        .createBuilder(options)
        .httpClientBuilder(null)
        .httpClient(new Unclosed());
  }

  private static final class Unclosed implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return FAULTS.prepareRequest(request);
    }

    @Override
    public void close() {}
  }
}
