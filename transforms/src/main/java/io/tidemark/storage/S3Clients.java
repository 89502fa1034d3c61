package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.s3.S3FileSystemConfiguration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.FullJitterBackoffStrategy;
import software.amazon.awssdk.core.retry.conditions.OrRetryCondition;
import software.amazon.awssdk.core.retry.conditions.RetryCondition;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Builds S3 clients from Beam's options, and shares one among all stores of this process that were
 * opened with the same ones. A client is closed with the last store that uses it, so that nothing
 * of a finished job stays in a long-lived worker.
 */
final class S3Clients {
  /** Tries of one request, unless AWS_MAX_ATTEMPTS says otherwise. */
  private static final int ATTEMPTS = 6;

  private static final Map<Key, Shared> SHARED = new HashMap<>();

  private S3Clients() {}

  /** What makes two sets of options describe the same client. */
  private record Key(
      @Nullable Region region,
      @Nullable URI endpoint,
      @Nullable Object credentials,
      Class<?> factory,
      Class<?> clientFactory,
      @Nullable Object http,
      @Nullable Object proxy) {

    static Key of(S3Options options) {
      return new Key(
          options.getAwsRegion(),
          options.getEndpoint(),
          identity(options.getAwsCredentialsProvider()),
          options.getS3ClientFactoryClass(),
          options.getClientBuilderFactory(),
          options.getHttpClientConfiguration(),
          options.getProxyConfiguration());
    }

    /** Providers have no equality of their own; the plain ones are told apart by what they give. */
    private static @Nullable Object identity(@Nullable AwsCredentialsProvider provider) {
      if (provider instanceof StaticCredentialsProvider) {
        return provider.resolveCredentials();
      }
      return provider instanceof DefaultCredentialsProvider
          ? DefaultCredentialsProvider.class
          : provider;
    }
  }

  private static final class Shared {
    final S3Client client;
    int leases;

    Shared(S3Client client) {
      this.client = client;
    }
  }

  /** One store's share in a client. */
  static final class Lease implements AutoCloseable {
    private final Key key;
    private final S3Client client;
    private boolean closed;

    private Lease(Key key, S3Client client) {
      this.key = key;
      this.client = client;
    }

    S3Client client() {
      return client;
    }

    /** Where requests go, for messages; without any user part of the endpoint. */
    String endpoint() {
      URI endpoint = key.endpoint();
      if (endpoint == null) {
        return "AWS S3 in region " + key.region();
      }
      int port = endpoint.getPort();
      return endpoint.getScheme() + "://" + endpoint.getHost() + (port < 0 ? "" : ":" + port);
    }

    @Override
    public void close() {
      synchronized (SHARED) {
        Shared shared = SHARED.get(key);
        if (!closed && shared != null && --shared.leases == 0) {
          SHARED.remove(key);
          shared.client.close();
        }
        closed = true;
      }
    }
  }

  static Lease lease(S3Options options) throws StoreException {
    Key key = Key.of(options);
    synchronized (SHARED) {
      Shared shared = SHARED.get(key);
      if (shared == null) {
        shared = new Shared(build(options));
        SHARED.put(key, shared);
      }
      shared.leases++;
      return new Lease(key, shared.client);
    }
  }

  private static S3Client build(S3Options options) throws StoreException {
    S3ClientBuilder builder = S3FileSystemConfiguration.fromS3Options(options).getS3ClientBuilder();
    AwsCredentialsProvider provider = options.getAwsCredentialsProvider();
    if (provider != null
        && options.getS3ClientFactoryClass().equals(DefaultS3ClientBuilderFactory.class)) {
      // A client closes what it was built with, and the default provider is one for the whole
      // process: closed, it could not renew anyone's credentials. A lambda cannot be closed.
      builder.credentialsProvider(() -> provider.resolveCredentials());
    }
    try {
      return builder
          .serviceConfiguration(
              S3Configuration.builder()
                  // A server of one's own rarely has a DNS name for each bucket.
                  .pathStyleAccessEnabled(options.getEndpoint() != null)
                  // Framed bodies are refused by radosgw when they are empty.
                  .chunkedEncodingEnabled(false)
                  // Uploads carry Content-MD5, so the server itself refuses a corrupted one.
                  .checksumValidationEnabled(false)
                  .build())
          .overrideConfiguration(overrides -> overrides.retryPolicy(retries()))
          .build();
    } catch (SdkClientException e) {
      throw new StoreException(
          Kind.UNUSABLE,
          "Cannot make an S3 client: "
              + e.getMessage()
              + ". Pass --awsRegion=<region>, or set AWS_REGION; with --endpoint any region will do.",
          e);
    }
  }

  private static RetryPolicy retries() {
    return RetryPolicy.builder(RetryMode.STANDARD)
        .numRetries(SdkSystemSetting.AWS_MAX_ATTEMPTS.getIntegerValue().orElse(ATTEMPTS) - 1)
        .backoffStrategy(jitter(Pause.FIRST, Pause.LONGEST))
        .throttlingBackoffStrategy(jitter(Duration.ofMillis(500), Duration.ofSeconds(20)))
        .retryCondition(
            OrRetryCondition.create(
                RetryCondition.defaultRetryCondition(),
                context -> context.exception() instanceof S3Exception e && passing(e)))
        .build();
  }

  private static boolean passing(S3Exception e) {
    return S3Failures.passing(e.statusCode())
        || (e.awsErrorDetails() != null && "BadDigest".equals(e.awsErrorDetails().errorCode()));
  }

  private static FullJitterBackoffStrategy jitter(Duration first, Duration most) {
    return FullJitterBackoffStrategy.builder().baseDelay(first).maxBackoffTime(most).build();
  }
}
