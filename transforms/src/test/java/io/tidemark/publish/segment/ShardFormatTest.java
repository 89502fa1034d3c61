package io.tidemark.publish.segment;

import static io.tidemark.publish.segment.ShardSamples.BODY;
import static io.tidemark.publish.segment.ShardSamples.CREATED;
import static io.tidemark.publish.segment.ShardSamples.FACETS;
import static io.tidemark.publish.segment.ShardSamples.PRICE;
import static io.tidemark.publish.segment.ShardSamples.SETTINGS;
import static io.tidemark.publish.segment.ShardSamples.STATUS;
import static io.tidemark.publish.segment.ShardSamples.TITLE;
import static io.tidemark.publish.segment.ShardSamples.VIEWS;
import static io.tidemark.publish.segment.ShardSamples.delete;
import static io.tidemark.publish.segment.ShardSamples.number;
import static io.tidemark.publish.segment.ShardSamples.text;
import static io.tidemark.publish.segment.ShardSamples.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.deltas.PostingDelta;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Pins the bytes of one shard file. Every test run is a process of its own, so this also shows that
 * nothing of the process leaks into them.
 */
final class ShardFormatTest {
  private static final String SHA256 =
      "fa5d0b28fe75409c5fd4b2eede7958482850b133574bfbcab5141b9d2be49d10";

  @Test
  void bytes_of_a_shard_file_stay_the_same() throws IOException {
    PostingDelta delta =
        ShardSamples.delta(
            upsert(
                "apple",
                3,
                text(BODY, "Red apples running late"),
                number(CREATED, 1_767_571_200_000L),
                text(FACETS, "fruit"),
                text(FACETS, "red"),
                number(PRICE, 1.5),
                text(STATUS, "open"),
                text(TITLE, "The red apple"),
                number(VIEWS, 7),
                number(VIEWS, -7)),
            delete("mango", 5),
            upsert("pear", 4, text(TITLE, "A pear, red within")));

    ShardBytes shard = ShardBytes.of(delta, SETTINGS);

    assertThat(
        """
        The bytes of shard files changed. Runs of this build and of the one before no longer write
        the same files for the same changes, so a window retried across an upgrade gets a second
        file instead of the same one again. If that is not intended, undo what caused it. If it is
        (a new Lucene version, a change of the format), describe it in docs/formats.md and put the
        new SHA-256 here.""",
        shard.sha256(),
        is(SHA256));
  }
}
