package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Opens {@code s3://bucket/prefix} with the region, endpoint, credentials and HTTP settings of
 * Beam's {@link S3Options}. The part behind the bucket is taken as it stands, not decoded.
 */
public final class S3ObjectStoreProvider implements ObjectStoreProvider {
  private static final Pattern URI =
      Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]*)(?:/(.*?))?/*", Pattern.DOTALL);

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith("s3://");
  }

  @Override
  public ObjectStore open(String uri, PipelineOptions options) throws StoreException {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      // Not repeated in the message: what is wrong with it may be that it holds a secret.
      throw new StoreException(
          Kind.UNUSABLE,
          "Cannot open an s3:// URI: it is not of the form s3://bucket/prefix. Keys and endpoints"
              + " do not belong there; use --awsCredentialsProvider and --endpoint.",
          null);
    }
    String bucket = parts.group(1);
    String path = parts.group(2);
    boolean wholeBucket = path == null || path.isEmpty();
    return new S3ObjectStore(
        "s3://" + bucket + (wholeBucket ? "" : "/" + path),
        bucket,
        wholeBucket ? "" : path + "/",
        S3Clients.lease(options.as(S3Options.class)),
        Pause.JITTERED);
  }
}
