package io.tidemark.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.pipeline.UsageException;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "UNUSABLE, 2",
    "REFUSED, 1",
    "CHANGED, 1",
    "UNREACHABLE, 3",
    "UNKNOWN, 3",
    "DENIED, 3",
    "NOT_FOUND, 3"
  })
  void what_a_store_answers_is_never_wrong_usage(Kind kind, int exitCode) {
    StoreException failure = new StoreException(kind, "Cannot read 'a' in s3://b", null);

    assertThat(Failures.exitCode(failure), is(exitCode));
    assertThat(Failures.exitCode(new IllegalStateException("A cycle", failure)), is(exitCode));
  }

  @Test
  void options_are() {
    assertThat(Failures.exitCode(new UsageException("--shards=0")), is(2));
    assertThat(Failures.exitCode(new IOException("no space left")), is(1));
  }
}
