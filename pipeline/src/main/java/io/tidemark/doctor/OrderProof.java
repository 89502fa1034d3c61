package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Listings come in the order of the keys' UTF-8 bytes, start after a key and not with it, and go on
 * page by page: what lets a poll begin in the middle of an input.
 */
final class OrderProof implements StoreProof {
  private static final int PAGE = 3;

  private final String folder;
  private final List<String> names;
  private final Finding.Grade grade;
  private final String advice;

  private OrderProof(String folder, List<String> names, Finding.Grade grade, String advice) {
    this.folder = folder;
    this.names = names;
    this.grade = grade;
    this.advice = advice;
  }

  /** With the characters that keys of partitions are made of. */
  static OrderProof ascii() {
    return new OrderProof(
        "order/",
        List.of("z=1/x", "a0", "a_b", "a/c-d", "B", "a/b", "a-b", "a.b", "a/c/d"),
        Finding.Grade.FAULT,
        "A poll would miss objects here; use a store that lists in the order of UTF-8 bytes (AWS S3"
            + " does, its directory buckets do not)");
  }

  /** With names that producers may give to objects. */
  static OrderProof unicode() {
    return new OrderProof(
        "unicode/",
        // The last is beyond U+FFFF: by UTF-16, a common mistake, it would come before U+FF5E.
        List.of("\u00df", "\uff5e", "\ud83c\udf0a", "z"),
        Finding.Grade.WARNING,
        "Keep object names to ASCII with this store; in local folders, run with LC_ALL=C.UTF-8");
  }

  @Override
  public String about() {
    return grade == Finding.Grade.FAULT ? "key order" : "names beyond ASCII";
  }

  @Override
  public String proved() {
    return names.size()
        + " keys listed in the order of their UTF-8 bytes, from any key on, in pages of "
        + PAGE
        + ", and by prefix";
  }

  @Override
  public String advice() {
    return advice;
  }

  @Override
  public Finding.Grade grade() {
    return grade;
  }

  @Override
  public List<String> disprove(ObjectStore store) throws IOException {
    List<String> sorted =
        names.stream()
            .map(name -> folder + name)
            .sorted((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)))
            .toList();
    List<String> broken = new ArrayList<>();
    for (String name : names) {
      store.put(folder + name, bytes(name));
    }
    compare("the listing", keys(store, folder, "", ObjectStore.MAX_LIST), sorted, broken);
    compare("the pages together", pages(store), sorted, broken);
    for (int i = 0; i < sorted.size(); i++) {
      String after = sorted.get(i);
      List<String> rest = sorted.subList(i + 1, sorted.size());
      compare("what follows " + after, keys(store, folder, after, 1000), rest, broken);
      List<String> same = sorted.stream().filter(key -> key.startsWith(after)).toList();
      compare("what starts with " + after, keys(store, after, "", 1000), same, broken);
    }
    return broken.isEmpty() ? broken : broken.subList(0, 1); // One example tells it.
  }

  private List<String> pages(ObjectStore store) throws StoreException {
    List<String> all = new ArrayList<>();
    List<String> page;
    do {
      page = keys(store, folder, all.isEmpty() ? "" : all.get(all.size() - 1), PAGE);
      all.addAll(page);
    } while (page.size() == PAGE && all.size() <= names.size());
    return all;
  }

  private static void compare(
      String what, List<String> listed, List<String> wanted, List<String> broken) {
    if (!listed.equals(wanted)) {
      broken.add(what + " is " + listed + " instead of " + wanted);
    }
  }

  private static List<String> keys(ObjectStore store, String prefix, String after, int limit)
      throws StoreException {
    return store.list(prefix, after, limit).stream().map(StoredObject::key).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
