package io.tidemark.acceptance;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An engine that is given more than it can do in time loses nothing. How it is overloaded, its
 * subclass tells with {@link #tuning()}.
 */
public abstract class LoadAcceptance extends ModeSuite {
  private static final String STREAM = "tldr-small-hostile";

  /** Once; {@code -Dtidemark.loads=20} makes it twenty times. */
  static IntStream loads() {
    return IntStream.rangeClosed(1, Integer.getInteger("tidemark.loads", 1));
  }

  /** Whether there is a stream to load it with; without one it is skipped. */
  protected static boolean available() {
    return Corpus.available(STREAM);
  }

  @ParameterizedTest(name = "load {0}")
  @MethodSource("loads")
  void hostile_real_stream_is_exact_under_load(int load) throws IOException {
    Corpus corpus = unpack(STREAM);
    Site site = Site.local(scratch.resolve("load-" + load));

    BuiltIndex index = replay(corpus, site, corpusSettings());

    Exact.atEnd(index, corpus, "body");
    Golden.of(STREAM).matchesWhereWindowsHeldTheSame(index);
  }
}
