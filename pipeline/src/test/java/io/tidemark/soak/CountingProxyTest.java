package io.tidemark.soak;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.tidemark.pipeline.OptionParser;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.EmbeddedS3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CountingProxyTest {
  @Test
  void signed_requests_pass_and_are_counted_by_what_they_list() throws Exception {
    RequestCounts counts = new RequestCounts("changes/");
    byte[] body = new byte[100_000];

    try (EmbeddedS3 s3 = EmbeddedS3.start();
        CountingProxy proxy = CountingProxy.start(s3.endpoint(), counts)) {
      s3.createBucket("soak");
      List<String> arguments = new ArrayList<>();
      for (String argument : s3.beamOptions()) {
        arguments.add(
            argument.startsWith("--endpoint=") ? "--endpoint=" + proxy.endpoint() : argument);
      }
      try (ObjectStore input = open("s3://soak/changes", arguments);
          ObjectStore index = open("s3://soak/index", arguments)) {
        input.put("a/b", body);
        input.get("a/b");
        input.list("a/", "", 10);
        input.list("", "", 10);
        index.list("snapshots/", "", 10);
      }
    }

    RequestCounts.Reading read = counts.read();
    assertThat(
        String.format(
            Locale.ROOT, "%d %d %d", read.requests(), read.inputLists(), read.indexLists()),
        is("5 2 1"));
    assertThat(read.sent(), greaterThan(100_000L));
    assertThat(read.received(), greaterThan(100_000L));
  }

  private static ObjectStore open(String uri, List<String> arguments) throws Exception {
    return ObjectStores.open(uri, OptionParser.parse(arguments));
  }
}
