package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Opens local folders: plain paths, relative ones against the working directory, and {@code file:}
 * URIs. {@code ~} is an ordinary character. A plain path that looks like a URI is written with a
 * leading {@code ./}.
 */
public final class LocalObjectStoreProvider implements ObjectStoreProvider {
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

  @Override
  public boolean accepts(String uri) {
    return uri.startsWith("file:") || (!uri.isEmpty() && !SCHEME.matcher(uri).matches());
  }

  @Override
  public ObjectStore open(String uri, PipelineOptions options) throws StoreException {
    Path root = path(uri).toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new StoreException(
          Kind.UNUSABLE,
          "Cannot open " + uri + ": " + root + " is a file; name the folder it lies in",
          null);
    }
    return new LocalObjectStore(withoutTrailingSlash(uri), root);
  }

  private static Path path(String uri) throws StoreException {
    try {
      return uri.startsWith("file:") ? Path.of(URI.create(uri)) : Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          Kind.UNUSABLE,
          "Cannot open "
              + uri
              + ": it is not a path on this machine ("
              + e.getMessage()
              + "); write /folder/name, folder/name or file:///folder/name",
          e);
    }
  }

  private static String withoutTrailingSlash(String uri) {
    int shortest = uri.startsWith("file:") ? "file:/".length() : 1;
    int end = uri.length();
    while (end > shortest && uri.charAt(end - 1) == '/') {
      end--;
    }
    return uri.substring(0, end);
  }
}
