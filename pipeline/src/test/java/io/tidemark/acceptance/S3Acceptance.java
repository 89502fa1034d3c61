package io.tidemark.acceptance;

import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same index in an S3 store as in folders, with the AWS classes a runner's class path has. */
public abstract class S3Acceptance extends RunnerSuite {

  @ParameterizedTest
  @CsvSource({"rustsec-full, 2h", "tldr-small-hostile, 6h"})
  void real_stream_in_s3_is_exact(String name, String lateness) throws IOException {
    Corpus corpus = unpack(name);
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      Site site = Site.on(s3, name);
      site.upload(corpus.data());

      runToNow(site, corpusSettings(), "--lateness=" + lateness).succeeded();

      Exact.atEnd(index(site), corpus, "body");
      Golden.of(name).matches(index(site));
    }
  }
}
