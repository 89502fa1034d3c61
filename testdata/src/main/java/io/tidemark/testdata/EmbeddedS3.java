package io.tidemark.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * A real S3 server in this process: S3Proxy on a free port of 127.0.0.1, which checks AWS
 * signatures (version 4) and keeps put-if-absent atomic.
 *
 * <p>S3Proxy links against a newer AWS SDK than Beam brings, so it must never share a class path
 * with Beam. It runs from its own class loader, out of the jar named by the system property {@value
 * #JAR_PROPERTY}, and is reached by reflection and over HTTP only.
 *
 * <p>Known differences from AWS: a key and another key below it ({@code a} and {@code a/b}) cannot
 * both exist; keys outside the basic plane are listed in UTF-16 order; empty path segments are
 * refused; keys that end in a dash and a UUID are not listed (see {@code UnfinishedUploads}); each
 * LIST costs the server time in proportion to everything under the prefix, so count requests
 * instead of timing them.
 */
public final class EmbeddedS3 implements AutoCloseable {

  /** System property that names the S3Proxy jar; the build of this module fetches it. */
  public static final String JAR_PROPERTY = "tidemark.s3proxy";

  private static final String ACCESS_KEY = "tidemark";
  private static final String SECRET_KEY = "tidemark-secret";
  private static final String REGION = "us-east-1";

  /** Bodies are signed whole, which S3Proxy refuses above 128 MiB unless told otherwise. */
  private static final long MAX_BODY = 1L << 30;

  private final S3ProxyLoader loader;
  private final IsolatedCalls calls;
  private final Object blobs;
  private final Object server;
  private final URI endpoint;

  private EmbeddedS3(S3ProxyLoader loader, String provider, Properties properties) {
    this.loader = loader;
    this.calls = new IsolatedCalls(loader);
    this.blobs = calls.ofClass("org.gaul.s3proxy.BlobStores", "create", provider, properties);
    this.server = server();
    Object locator = new UnfinishedUploads(calls, blobs).locator(ACCESS_KEY, SECRET_KEY);
    calls.run(server, "setBlobStoreLocator", locator);
    calls.run(server, "start");
    this.endpoint = URI.create("http://127.0.0.1:" + calls.of(server, "getPort"));
  }

  /**
   * Starts a server that keeps its objects in memory.
   *
   * @throws IllegalStateException when the jar is missing or the server does not start
   */
  public static EmbeddedS3 start() {
    return start("transient", new Properties());
  }

  /**
   * Starts a server that keeps its objects as files in a folder, one folder a bucket, and finds
   * there what an earlier one left.
   *
   * @throws IllegalStateException when the jar is missing or the server does not start
   */
  public static EmbeddedS3 start(Path folder) {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
    return start("filesystem", properties);
  }

  public URI endpoint() {
    return endpoint;
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return SECRET_KEY;
  }

  public String region() {
    return REGION;
  }

  /** The options that point a Beam pipeline at this server, as they stand on a command line. */
  public List<String> beamOptions() {
    return S3Arguments.of(REGION, endpoint, ACCESS_KEY, SECRET_KEY);
  }

  /** Creates a bucket; does nothing when it is there. */
  public void createBucket(String name) {
    if (!(Boolean) calls.of(blobs, "containerExists", name)) {
      calls.run(blobs, "createContainer", name);
    }
  }

  /** Stops the server and drops what it kept in memory. */
  @Override
  public void close() {
    calls.run(server, "stop");
    calls.run(blobs, "close");
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the S3Proxy jar", e);
    }
  }

  private static EmbeddedS3 start(String provider, Properties properties) {
    S3ProxyLoader loader = new S3ProxyLoader(jar());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // The server's threads inherit this one's context loader and find XML parsers through it.
    thread.setContextClassLoader(loader);
    try {
      return new EmbeddedS3(loader, provider, properties);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Object server() {
    Object v4 = calls.ofClass("org.gaul.s3proxy.auth.AuthenticationType", "fromString", "aws-v4");
    Object builder = calls.ofClass("org.gaul.s3proxy.S3Proxy", "builder");
    calls.run(builder, "blobStore", blobs);
    calls.run(builder, "endpoint", URI.create("http://127.0.0.1:0"));
    calls.run(builder, "awsAuthentication", v4, ACCESS_KEY, SECRET_KEY);
    calls.run(builder, "v4MaxNonChunkedRequestSize", MAX_BODY);
    return calls.of(builder, "build");
  }

  private static URL jar() {
    String path = System.getProperty(JAR_PROPERTY);
    if (path == null || !Files.isRegularFile(Path.of(path))) {
      throw new IllegalStateException(
          "Cannot start the embedded S3 server: system property "
              + JAR_PROPERTY
              + (path == null ? " is not set" : " names " + path + ", which is not there")
              + ". Run `mvn -pl testdata package`, which fetches the jar to"
              + " testdata/target/s3proxy/s3proxy.jar, and pass -D"
              + JAR_PROPERTY
              + "=<that path>.");
    }
    try {
      return Path.of(path).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start the embedded S3 server from " + path, e);
    }
  }
}
