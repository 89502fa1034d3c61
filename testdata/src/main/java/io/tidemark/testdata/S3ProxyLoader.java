package io.tidemark.testdata;

import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/** Loads S3Proxy away from every other class, and gives it a logging configuration of ours. */
final class S3ProxyLoader extends URLClassLoader {
  S3ProxyLoader(URL jar) {
    super("s3proxy", new URL[] {jar}, ClassLoader.getPlatformClassLoader());
  }

  /** Logback prefers a file of this name to the one in the jar, which logs every request. */
  @Override
  public @Nullable URL findResource(String name) {
    return name.equals("logback-test.xml")
        ? S3ProxyLoader.class.getResource("s3proxy-logback.xml")
        : super.findResource(name);
  }
}
