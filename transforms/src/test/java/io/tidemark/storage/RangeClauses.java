package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.StoreException.Kind;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What ranges of one version of an object deliver. */
interface RangeClauses extends StoreRoot {
  @Test
  default void every_range_delivers_exactly_its_bytes() throws Exception {
    byte[] body = bytes("0123456789");
    try (ObjectStore store = open()) {
      store.put("k", body);
      String etag = store.head("k").orElseThrow().etag();

      for (int from = 0; from <= body.length; from += 2) {
        for (int to = from; to <= body.length; to++) {
          try (InputStream in = store.open("k", etag, from, to)) {
            assertThat(in.readAllBytes(), is(Arrays.copyOfRange(body, from, to)));
            assertThat(in.read(), is(-1));
          }
        }
      }
    }
  }

  @Test
  default void a_range_is_read_byte_by_byte_and_in_pieces() throws Exception {
    try (ObjectStore store = open()) {
      store.put("k", new byte[] {1, -1, 3, 4, 5});
      String etag = store.head("k").orElseThrow().etag();

      try (InputStream in = store.open("k", etag, 0, 5)) {
        assertThat(in.read(), is(1));
        assertThat(in.read(), is(255));
        assertThat(in.read(new byte[3], 0, 0), is(0));
        assertThat(in.readNBytes(2), is(new byte[] {3, 4}));
        assertThat(in.readAllBytes(), is(new byte[] {5}));
      }
    }
  }

  @Test
  default void a_range_left_half_read_harms_no_later_one() throws Exception {
    byte[] body = new byte[300_000];
    Arrays.fill(body, (byte) 'x');
    try (ObjectStore store = open()) {
      store.put("k", body);
      String etag = store.head("k").orElseThrow().etag();

      for (int i = 0; i < 60; i++) {
        try (InputStream in = store.open("k", etag, i, body.length)) {
          assertThat(in.read(), is((int) 'x'));
        }
      }
      assertThat(Arrays.mismatch(store.get("k"), body), is(-1));
    }
  }

  @Test
  default void a_range_beyond_the_end_is_refused() throws Exception {
    try (ObjectStore store = open()) {
      store.put("k", bytes("0123456789"));
      String etag = store.head("k").orElseThrow().etag();

      long[][] ranges = {{0, 11}, {10, 11}, {11, 11}, {50, 60}, {-1, 3}, {4, 3}};
      for (long[] range : ranges) {
        StoreException e =
            assertThrows(
                StoreException.class, () -> store.open("k", etag, range[0], range[1]).read());
        assertThat(Arrays.toString(range), e.kind(), is(Kind.REFUSED));
      }
    }
  }

  @Test
  default void a_replaced_object_is_changed_and_a_deleted_one_not_found() throws Exception {
    try (ObjectStore store = open();
        ObjectStore other = open()) {
      store.put("k", bytes("one"));
      String etag = store.head("k").orElseThrow().etag();

      other.put("k", bytes("two"));
      StoreException replaced =
          assertThrows(StoreException.class, () -> store.open("k", etag, 0, 3).readAllBytes());
      StoreException nothing =
          assertThrows(StoreException.class, () -> store.open("k", etag, 0, 0).readAllBytes());
      other.delete("k");
      StoreException deleted =
          assertThrows(StoreException.class, () -> store.open("k", etag, 0, 3).readAllBytes());

      assertThat(replaced.kind(), is(Kind.CHANGED));
      assertThat(nothing.kind(), is(Kind.CHANGED));
      assertThat(deleted.kind(), is(Kind.NOT_FOUND));
    }
  }

  @Test
  default void an_object_replaced_while_it_is_read_never_mixes_two_versions() throws Exception {
    byte[] before = new byte[3_000_000];
    byte[] after = new byte[3_000_000];
    Arrays.fill(before, (byte) 1);
    Arrays.fill(after, (byte) 2);
    try (ObjectStore store = open()) {
      store.put("k", before);
      String etag = store.head("k").orElseThrow().etag();

      try (InputStream in = store.open("k", etag, 0, before.length)) {
        byte[] start = in.readNBytes(1000);
        store.put("k", after);
        byte[] rest = in.readAllBytes();

        assertThat(Arrays.mismatch(start, Arrays.copyOf(before, 1000)), is(-1));
        assertThat(Arrays.mismatch(rest, Arrays.copyOf(before, before.length - 1000)), is(-1));
      } catch (StoreException e) {
        assertThat(e.kind(), is(Kind.CHANGED));
      }
    }
  }
}
