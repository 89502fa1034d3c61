package io.tidemark.storage;

import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes clients of a server that refuses every write, as AWS does for credentials that may only
 * read; named by a Beam option.
 */
public final class ReadOnlyS3 implements S3ClientBuilderFactory {

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    HttpFaults http = new HttpFaults(ApacheHttpClient.create());
    http.next(Integer.MAX_VALUE, "PUT", "", HttpFaults.refuses(403, "AccessDenied"));
    http.next(Integer.MAX_VALUE, "DELETE", "", HttpFaults.refuses(403, "AccessDenied"));
    return new DefaultS3ClientBuilderFactory()
        .createBuilder(options)
        .httpClientBuilder(null)
        .httpClient(http);
  }
}
