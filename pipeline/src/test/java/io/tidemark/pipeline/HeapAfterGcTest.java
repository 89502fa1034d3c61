package io.tidemark.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import org.junit.jupiter.api.Test;

final class HeapAfterGcTest {

  @Test
  void what_is_held_is_measured_after_a_full_collection() {
    byte[] held = new byte[64 << 20];

    System.gc();
    HeapAfterGc heap = HeapAfterGc.measure();

    assertThat(heap.used(), greaterThanOrEqualTo((long) held.length));
    assertThat(
        heap.max(),
        both(greaterThan(heap.used())).and(lessThanOrEqualTo(Runtime.getRuntime().maxMemory())));
  }
}
