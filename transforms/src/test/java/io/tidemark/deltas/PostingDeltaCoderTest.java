package io.tidemark.deltas;

import static io.tidemark.deltas.Batches.BODY;
import static io.tidemark.deltas.Batches.TAGS;
import static io.tidemark.deltas.Batches.delete;
import static io.tidemark.deltas.Batches.invert;
import static io.tidemark.deltas.Batches.text;
import static io.tidemark.deltas.Batches.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Reject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class PostingDeltaCoderTest {
  private static final Coder<PostingDelta> CODER = PostingDeltaCoder.of();

  @Test
  void every_delta_comes_back_as_it_was() throws Exception {
    for (PostingDelta delta : deltas()) {
      CoderProperties.coderDecodeEncodeEqual(CODER, delta);
      PostingDelta decoded = CoderUtils.clone(CODER, delta);
      assertThat(decoded.documentCount(), is(delta.documentCount()));
      assertThat(decoded.deleteCount(), is(delta.deleteCount()));
    }
  }

  @Test
  void equal_deltas_have_equal_bytes_and_other_ones_other_bytes() throws Exception {
    List<PostingDelta> again = deltas();
    for (PostingDelta a : deltas()) {
      CoderProperties.coderDeterministic(CODER, a, again.get(deltas().indexOf(a)));
      for (PostingDelta b : again) {
        CoderProperties.coderConsistentWithEquals(CODER, a, b);
        CoderProperties.structuralValueConsistentWithEquals(CODER, a, b);
      }
    }
  }

  @Test
  void the_size_is_known_without_encoding() throws Exception {
    for (Coder.Context context : CoderProperties.ALL_CONTEXTS) {
      CoderProperties.testByteCount(CODER, context, deltas().toArray(PostingDelta[]::new));
    }
    assertThat(CODER.isRegisterByteSizeObserverCheap(PostingDelta.EMPTY), is(true));
  }

  @Test
  void the_coder_is_serializable_and_found_by_beam() throws Exception {
    CoderProperties.coderSerializable(CODER);

    assertThat(
        CoderRegistry.createDefault().getCoder(PostingDelta.class), is(PostingDeltaCoder.of()));
  }

  @Test
  void a_truncated_delta_is_refused() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, invert(upsert("a", 1, text(BODY, "x"))));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);

    assertThrows(IOException.class, () -> CODER.decode(new ByteArrayInputStream(cut)));
  }

  private static List<PostingDelta> deltas() {
    Reject reject = new Reject("a.jsonl", 1, 0, "not JSON", "{");
    return List.of(
        PostingDelta.EMPTY,
        invert(),
        invert(delete("a", 1)),
        invert(upsert("a", 1, text(BODY, "x y x"), text(TAGS, "\uD83D\uDE00"))),
        invert(Batches.batch("a.jsonl", List.of(upsert("a", 1)), reject)),
        invert(ChangeBatch.of(Batches.closed())));
  }
}
