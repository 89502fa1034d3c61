package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static io.tidemark.storage.StoreRoot.keys;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.StoreException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one caller at a time may expect of writes, whole reads and deletes. */
interface WritingClauses extends StoreRoot {
  @Test
  default void a_root_without_objects_lists_as_empty() throws Exception {
    try (ObjectStore store = open()) {
      assertThat(store.list("", "", 1000), is(empty()));
      assertThat(store.head("a"), is(Optional.empty()));
    }
  }

  @Test
  default void an_object_written_is_seen_the_same_by_every_call_of_another_store()
      throws Exception {
    byte[] body = bytes("{\"id\":1}");
    try (ObjectStore writer = open();
        ObjectStore reader = open()) {
      writer.put("a/b.json", body);

      StoredObject listed = reader.list("", "", 1000).get(0);
      StoredObject head = reader.head("a/b.json").orElseThrow();

      assertThat(listed.key(), is("a/b.json"));
      assertThat(listed.size(), is((long) body.length));
      assertThat(head.key(), is("a/b.json"));
      assertThat(head.size(), is((long) body.length));
      assertThat(head.etag(), is(listed.etag()));
      assertThat(reader.get("a/b.json"), is(body));
      assertThat(reader.open("a/b.json", listed.etag(), 0, body.length).readAllBytes(), is(body));
    }
  }

  @Test
  default void an_empty_object_is_an_object() throws Exception {
    try (ObjectStore store = open()) {
      store.put("put", new byte[0]);
      assertThat(store.putIfAbsent("created", new byte[0]), is(true));

      StoredObject head = store.head("put").orElseThrow();

      assertThat(keys(store.list("", "", 10)), contains("created", "put"));
      assertThat(head.size(), is(0L));
      assertThat(store.get("put"), is(new byte[0]));
      assertThat(store.open("put", head.etag(), 0, 0).read(), is(-1));
    }
  }

  @Test
  default void a_large_object_comes_back_whole() throws Exception {
    byte[] body = new byte[5 * 1024 * 1024 + 7];
    new Random(7).nextBytes(body);
    try (ObjectStore store = open()) {
      store.put("large", body);

      assertThat(Arrays.mismatch(store.get("large"), body), is(-1));
    }
  }

  @Test
  default void a_write_replaces_the_object_and_its_etag() throws Exception {
    try (ObjectStore store = open()) {
      store.put("k", bytes("one"));
      String first = store.head("k").orElseThrow().etag();
      store.put("k", bytes("two"));

      assertThat(store.get("k"), is(bytes("two")));
      assertThat(store.head("k").orElseThrow().etag(), is(not(first)));
      assertThat(keys(store.list("", "", 10)), contains("k"));
    }
  }

  @Test
  default void each_write_is_seen_by_the_next_read_and_listing() throws Exception {
    try (ObjectStore writer = open();
        ObjectStore reader = open()) {
      for (int i = 0; i < 30; i++) {
        writer.put("k" + i % 3, bytes("v" + i));
        assertThat(reader.get("k" + i % 3), is(bytes("v" + i)));

        writer.delete("k" + i % 3);
        assertThat(reader.list("", "", 10), is(empty()));
      }
    }
  }

  @Test
  default void an_absent_object_is_not_found() throws Exception {
    try (ObjectStore store = open()) {
      StoreException got = assertThrows(StoreException.class, () -> store.get("no/such.json"));
      StoreException opened =
          assertThrows(StoreException.class, () -> store.open("no/such.json", "e", 0, 1).read());
      StoreException nothing =
          assertThrows(StoreException.class, () -> store.open("no/such.json", "e", 0, 0).read());

      assertThat(
          List.of(got.kind(), opened.kind(), nothing.kind()),
          contains(Kind.NOT_FOUND, Kind.NOT_FOUND, Kind.NOT_FOUND));
      assertThat(got.getMessage(), containsString("no/such.json"));
      assertThat(store.head("no/such.json"), is(Optional.empty()));
    }
  }

  @Test
  default void only_the_first_of_two_different_objects_is_created() throws Exception {
    try (ObjectStore store = open()) {
      assertThat(store.putIfAbsent("snapshots/1", bytes("ours")), is(true));
      assertThat(store.putIfAbsent("snapshots/1", bytes("others")), is(false));
      assertThat(store.get("snapshots/1"), is(bytes("ours")));
    }
  }

  @Test
  default void creating_the_same_bytes_again_succeeds() throws Exception {
    try (ObjectStore store = open();
        ObjectStore retry = open()) {
      assertThat(store.putIfAbsent("snapshots/1", bytes("ours")), is(true));
      String etag = store.head("snapshots/1").orElseThrow().etag();

      assertThat(retry.putIfAbsent("snapshots/1", bytes("ours")), is(true));
      assertThat(store.head("snapshots/1").orElseThrow().etag(), is(etag));
    }
  }

  @Test
  default void a_deleted_key_is_free_again() throws Exception {
    try (ObjectStore store = open()) {
      store.putIfAbsent("d/k", bytes("one"));
      store.delete("d/k");

      assertThat(store.head("d/k"), is(Optional.empty()));
      assertThat(store.putIfAbsent("d/k", bytes("two")), is(true));
      assertThat(store.get("d/k"), is(bytes("two")));
    }
  }

  @Test
  default void deleting_leaves_the_neighbours_and_forgives_the_absent() throws Exception {
    try (ObjectStore store = open()) {
      store.put("d/a", bytes("a"));
      store.put("d/b", bytes("b"));

      store.delete("d/a");
      store.delete("d/a");
      store.delete("never/was");
      store.delete("d");

      assertThat(keys(store.list("", "", 10)), contains("d/b"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../up", "a/../../up", "a/..", "./a", "\uD83D"})
  default void a_key_that_leads_out_or_is_no_text_is_refused(String key) throws Exception {
    try (ObjectStore store = open()) {
      List<Kind> kinds =
          List.of(
              assertThrows(StoreException.class, () -> store.put(key, bytes("x"))).kind(),
              assertThrows(StoreException.class, () -> store.putIfAbsent(key, bytes("x"))).kind(),
              assertThrows(StoreException.class, () -> store.get(key)).kind(),
              assertThrows(StoreException.class, () -> store.open(key, "e", 0, 1)).kind(),
              assertThrows(StoreException.class, () -> store.head(key)).kind(),
              assertThrows(StoreException.class, () -> store.delete(key)).kind());

      assertThat(Set.copyOf(kinds), contains(Kind.REFUSED));
    }
  }

  @Test
  default void the_uri_has_no_trailing_slash_and_opens_the_same_root() throws Exception {
    try (ObjectStore store = open()) {
      assertThat(store.uri().endsWith("/"), is(false));
      assertThat(store.uri(), equalTo(open().uri()));
    }
  }
}
