package io.tidemark.acceptance;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One request of a run, found again in another run on another bucket: the n-th of a method on keys
 * of one kind.
 *
 * @param method of the request
 * @param listing whether it lists
 * @param keys what the key, or the prefix listed, starts with: its folder, or all of it
 * @param nth of these, from 1
 */
record HttpSite(String method, boolean listing, String keys, int nth) {

  /**
   * The requests of a run.
   *
   * @param sent as method and URI
   * @param all each of them; else the first of each method and kind of key
   */
  static List<HttpSite> of(List<String> sent, boolean all) {
    Map<HttpSite, Integer> counts = new HashMap<>();
    List<HttpSite> sites = new ArrayList<>();
    for (String request : sent) {
      int space = request.indexOf(' ');
      HttpSite kind = of(request.substring(0, space), request.substring(space + 1), 0);
      int nth = counts.merge(kind, 1, Integer::sum);
      if (all || nth == 1) {
        sites.add(new HttpSite(kind.method, kind.listing, kind.keys, nth));
      }
    }
    return sites;
  }

  /** Whether a request of another run is of this kind. */
  boolean covers(String bucket, String uri) {
    return (URI.create(uri).getPath() + "/").startsWith("/" + bucket + "/")
        && of(method, uri, nth).equals(this);
  }

  /** Whether the answer is the body of an object. */
  boolean readsObject() {
    return method.equals("GET") && !listing;
  }

  private static HttpSite of(String method, String uri, int nth) {
    URI parsed = URI.create(uri);
    String[] path = parsed.getPath().split("/", 3);
    String query = parsed.getRawQuery() == null ? "" : parsed.getRawQuery();
    boolean listing = query.contains("list-type");
    String key = listing ? prefix(query) : path.length > 2 ? path[2] : "";
    int folder = key.indexOf('/', key.indexOf('/') + 1);
    return new HttpSite(method, listing, folder < 0 ? key : key.substring(0, folder + 1), nth);
  }

  private static String prefix(String query) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith("prefix=")) {
        return URLDecoder.decode(part.substring("prefix=".length()), StandardCharsets.UTF_8);
      }
    }
    return "";
  }
}
