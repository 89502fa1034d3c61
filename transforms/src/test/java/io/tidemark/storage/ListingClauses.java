package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static io.tidemark.storage.StoreRoot.keys;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What listings return and in which order. */
interface ListingClauses extends StoreRoot {
  /** The order of keys, said in the plainest way. */
  Comparator<String> UTF_8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** Keys where the order of names in a folder and the order of keys differ. */
  List<String> TREE =
      List.of(
          "a!", "a-b", "a.b/x", "a/-", "a/b/c", "a/b0", "a/x", "a0", "b", "ba/x", "c/d-e/f",
          "c/d/e", "c/d.e", "c/d0");

  /** Whether the store sorts keys beyond U+FFFF by their bytes, as AWS does. */
  default boolean sortsEveryPlane() {
    return true;
  }

  /** Whether a prefix with nothing between two slashes is another one than without. */
  default boolean knowsEmptyNames() {
    return true;
  }

  @Test
  default void odd_names_are_listed_in_the_order_of_their_bytes() throws Exception {
    List<String> odd =
        new ArrayList<>(
            List.of(
                "sp ace",
                "plus+",
                "percent%41",
                "eq=1",
                "amp&<>",
                "quote'\"",
                "hash#",
                "q?x",
                "star*",
                "back\\slash",
                "tilde~",
                "~",
                "UPPER",
                "ü",
                "e\u0301",
                "日本/語",
                "\uE000private",
                "\uFFEEhalf",
                "colon:",
                "comma,",
                "semi;",
                "br[a]{c}",
                "a@b$"));
    if (sortsEveryPlane()) {
      odd.addAll(List.of("\uD83D\uDE00smile", "\uD83D\uDE00/x", "\uDBFF\uDFFDlast"));
    }
    Collections.shuffle(odd, new Random(1));
    try (ObjectStore store = open()) {
      for (String key : odd) {
        store.put(key, bytes(key));
      }

      assertThat(keys(store.list("", "", 1000)), is(odd.stream().sorted(UTF_8).toList()));
      for (String key : odd) {
        assertThat(store.get(key), is(bytes(key)));
      }
    }
  }

  @Test
  default void every_prefix_start_and_limit_selects_what_a_sorted_map_would() throws Exception {
    try (ObjectStore store = open()) {
      for (String key : TREE) {
        store.put(key, bytes(key));
      }
      List<String> sorted = TREE.stream().sorted(UTF_8).toList();

      List<String> prefixes =
          new ArrayList<>(List.of("", "a", "a/", "a/b", "a/b/", "a/b/c", "c/d", "x"));
      if (knowsEmptyNames()) {
        prefixes.addAll(List.of("a//", "a//b", "/", "../", "./"));
      }
      for (String prefix : prefixes) {
        for (String after :
            List.of("", "a", "a-b", "a/", "a/b", "a/b/c", "a/b/zzz", "a0", "b", "c/d.e", "z")) {
          for (int limit : new int[] {1, 3, 1000}) {
            List<String> expected =
                sorted.stream()
                    .filter(key -> key.startsWith(prefix) && UTF_8.compare(key, after) > 0)
                    .limit(limit)
                    .toList();
            assertThat(
                "prefix " + prefix + " after " + after + " limit " + limit,
                keys(store.list(prefix, after, limit)),
                is(expected));
          }
        }
      }
    }
  }

  @Test
  default void more_keys_than_one_listing_holds_come_page_by_page() throws Exception {
    int count = ObjectStore.MAX_LIST + 5;
    try (ObjectStore store = open()) {
      IntStream.range(0, count).parallel().forEach(i -> put(store, pageKey(i)));

      List<StoredObject> first = store.list("p/", "", ObjectStore.MAX_LIST);
      List<StoredObject> second = store.list("p/", first.get(999).key(), ObjectStore.MAX_LIST);

      List<String> expected = IntStream.range(0, count).mapToObj(i -> pageKey(i)).toList();
      assertThat(keys(first), is(expected.subList(0, 1000)));
      assertThat(keys(second), is(expected.subList(1000, count)));
    }
  }

  @Test
  default void a_limit_out_of_bounds_is_an_error_of_the_caller() throws Exception {
    try (ObjectStore store = open()) {
      assertThrows(IllegalArgumentException.class, () -> store.list("", "", 0));
      assertThrows(IllegalArgumentException.class, () -> store.list("", "", 1001));
    }
  }

  @Test
  default void keys_that_start_alike_are_told_apart() throws Exception {
    try (ObjectStore store = open()) {
      store.put("in/x", bytes("1"));
      store.put("in2/x", bytes("2"));

      assertThat(keys(store.list("in/", "", 10)), contains("in/x"));
      assertThat(keys(store.list("in", "", 10)), contains("in/x", "in2/x"));
    }
  }

  private static String pageKey(int i) {
    return String.format(Locale.ROOT, "p/dt=%02d/%04d", i / 100, i);
  }

  private static void put(ObjectStore store, String key) {
    try {
      store.put(key, bytes(key));
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }
}
