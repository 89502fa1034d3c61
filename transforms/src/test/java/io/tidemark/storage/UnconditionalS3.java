package io.tidemark.storage;

import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.signer.AwsS3V4Signer;
import software.amazon.awssdk.auth.signer.params.AwsS3V4SignerParams;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes clients of a server that does not know {@code If-None-Match}, as older ones do not: the
 * header is taken out, and the request signed again; named by a Beam option.
 */
public final class UnconditionalS3 implements S3ClientBuilderFactory {

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    return new DefaultS3ClientBuilderFactory()
        .createBuilder(options)
        .httpClientBuilder(null)
        .httpClient(
            new HttpFaults(ApacheHttpClient.create(), request -> unconditional(request, options)));
  }

  private static HttpExecuteRequest unconditional(HttpExecuteRequest request, S3Options options) {
    SdkHttpRequest conditional = request.httpRequest();
    if (conditional.firstMatchingHeader("If-None-Match").isEmpty()) {
      return request;
    }
    SdkHttpFullRequest.Builder plain =
        SdkHttpFullRequest.builder()
            .uri(conditional.getUri())
            .method(conditional.method())
            .contentStreamProvider(request.contentStreamProvider().orElseThrow());
    conditional.forEachHeader(plain::putHeader);
    plain.removeHeader("If-None-Match").removeHeader("Authorization").removeHeader("X-Amz-Date");
    AwsCredentials credentials = options.getAwsCredentialsProvider().resolveCredentials();
    AwsS3V4SignerParams signing =
        AwsS3V4SignerParams.builder()
            .awsCredentials(credentials)
            .signingName("s3")
            .signingRegion(options.getAwsRegion())
            .enablePayloadSigning(true)
            .enableChunkedEncoding(false)
            .build();
    SdkHttpFullRequest signed = AwsS3V4Signer.create().sign(plain.build(), signing);
    return HttpExecuteRequest.builder()
        .request(signed)
        .contentStreamProvider(signed.contentStreamProvider().orElseThrow())
        .build();
  }
}
