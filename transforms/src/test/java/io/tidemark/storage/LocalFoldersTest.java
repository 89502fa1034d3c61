package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static io.tidemark.storage.StoreRoot.keys;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.storage.StoreException.Kind;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What folders have that buckets have not: links, modes, files of other programs. */
class LocalFoldersTest {
  private final Path folder;

  LocalFoldersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void paths_and_file_uris_open_the_same_folder() throws Exception {
    Path root = folder.resolve("a b");

    open(root.toString()).put("k", bytes("v"));

    assertThat(open(root.toUri().toString()).get("k"), is(bytes("v")));
    assertThat(open(root + "///").uri(), is(root.toString()));
  }

  @Test
  void a_root_that_is_a_file_is_refused() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    StoreException e = assertThrows(StoreException.class, () -> open(file.toString()));

    assertThat(e.kind(), is(Kind.UNUSABLE));
    assertThat(e.getMessage(), containsString(file + " is a file"));
  }

  @Test
  void a_scheme_that_no_store_knows_is_refused() {
    StoreException e = assertThrows(StoreException.class, () -> open("gs://ads/in"));

    assertThat(e.kind(), is(Kind.UNUSABLE));
    assertThat(e.getMessage(), containsString("use s3://bucket/prefix or a path"));
  }

  @Test
  void a_name_that_is_no_text_is_refused_with_what_to_do() throws Exception {
    open().put("a/x", bytes("x"));
    createUnreadableName(folder.resolve("a"));

    StoreException e = assertThrows(StoreException.class, () -> open().list("", "", 9));

    assertThat(e.kind(), is(Kind.REFUSED));
    assertThat(
        e.getMessage(),
        allOf(containsString(folder.resolve("a").toString()), containsString("LC_ALL=C.UTF-8")));
  }

  @Test
  void a_listing_does_not_enter_folders_it_returns_nothing_of() throws Exception {
    ObjectStore store = open();
    for (String key : List.of("p/1/x", "p/2/x", "p/3/x", "q/x")) {
      store.put(key, bytes(key));
    }
    // A listing that so much as reads the names in these two fails.
    createUnreadableName(folder.resolve("p/1"));
    createUnreadableName(folder.resolve("q"));

    assertThat(keys(store.list("p/", "p/10", 1000)), contains("p/2/x", "p/3/x"));
    assertThat(keys(store.list("p/3", "", 1000)), contains("p/3/x"));
    assertThat(keys(store.list("", "p/2", 2)), contains("p/2/x", "p/3/x"));
    assertThat(
        assertThrows(StoreException.class, () -> store.list("", "", 9)).kind(), is(Kind.REFUSED));
  }

  @Test
  void links_to_files_and_folders_are_followed_but_not_in_a_circle() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.write(elsewhere.resolve("x"), bytes("x"));
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectory(root.resolve("sub"));
    Files.createSymbolicLink(root.resolve("linked"), elsewhere);
    Files.createSymbolicLink(root.resolve("file"), elsewhere.resolve("x"));
    Files.createSymbolicLink(root.resolve("sub/up"), root);
    Files.createSymbolicLink(root.resolve("gone"), folder.resolve("nowhere"));
    ObjectStore store = open(root.toString());

    store.put("linked/y", bytes("y"));

    assertThat(keys(store.list("", "", 1000)), contains("file", "linked/x", "linked/y"));
    assertThat(store.get("linked/x"), is(bytes("x")));
  }

  @Test
  void deleting_the_last_file_removes_its_folders_up_to_the_root() throws Exception {
    ObjectStore store = open();
    store.put("a/b/c", bytes("c"));
    store.put("a/d", bytes("d"));

    store.delete("a/b/c");
    assertThat(Files.exists(folder.resolve("a/b")), is(false));
    store.delete("a/d");

    assertThat(Files.exists(folder.resolve("a")), is(false));
    assertThat(Files.isDirectory(folder), is(true));
  }

  @Test
  void writes_go_on_while_another_store_removes_their_folder_as_empty() throws Exception {
    List<Callable<Boolean>> writers =
        IntStream.range(0, 4)
            .<Callable<Boolean>>mapToObj(
                writer ->
                    () -> {
                      ObjectStore store = open();
                      for (int i = 0; i < 300; i++) {
                        store.put("d/e/" + writer, bytes("v"));
                        store.delete("d/e/" + writer);
                      }
                      return store.putIfAbsent("d/e/" + writer, bytes("last"));
                    })
            .toList();

    assertThat(RaceClauses.together(writers), contains(true, true, true, true));
    assertThat(keys(open().list("", "", 9)), contains("d/e/0", "d/e/1", "d/e/2", "d/e/3"));
  }

  @Test
  void a_key_cannot_lie_below_another_one() throws Exception {
    ObjectStore store = open();
    store.put("a", bytes("a"));
    store.put("d/e", bytes("e"));

    for (String key : List.of("a/b", "a/b/c", "d", "x//y", "x/", ".tidemark-work/x")) {
      StoreException put = assertThrows(StoreException.class, () -> store.put(key, bytes("v")));
      StoreException created =
          assertThrows(StoreException.class, () -> store.putIfAbsent(key, bytes("v")));
      assertThat(key, List.of(put.kind(), created.kind()), contains(Kind.REFUSED, Kind.REFUSED));
    }
    assertThat(store.head("a/b").isPresent(), is(false));
    assertThat(store.head("d").isPresent(), is(false));
    store.delete("a/b");
    store.delete("d");
    assertThat(keys(store.list("", "", 9)), contains("a", "d/e"));
  }

  @Test
  void a_file_overwritten_in_place_while_it_is_read_is_changed() throws Exception {
    Path file = Files.write(folder.resolve("k"), new byte[100]);
    ObjectStore store = open();
    String etag = store.head("k").orElseThrow().etag();

    InputStream shortened = store.open("k", etag, 0, 100);
    Files.write(file, new byte[10]);
    StoreException e = assertThrows(StoreException.class, shortened::readAllBytes);
    assertThat(e.kind(), is(Kind.CHANGED));

    Files.write(file, new byte[100]);
    String again = store.head("k").orElseThrow().etag();
    InputStream touched = store.open("k", again, 0, 100);
    FileTime time = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusNanos(1_000)));
    StoreException later = assertThrows(StoreException.class, touched::readAllBytes);
    assertThat(later.kind(), is(Kind.CHANGED));
  }

  @Test
  void unfinished_files_of_dead_writers_are_never_listed_and_removed_after_a_day()
      throws Exception {
    Path work = Files.createDirectories(folder.resolve(WorkFolder.NAME));
    Path old = Files.write(work.resolve("old"), bytes("o"));
    Path recent = Files.write(work.resolve("recent"), bytes("r"));
    FileTime now = Files.getLastModifiedTime(recent);
    Files.setLastModifiedTime(old, FileTime.from(now.toInstant().minus(Duration.ofHours(25))));

    assertThat(open().list("", "", 9), is(empty()));
    open().put("k", bytes("v"));

    assertThat(keys(open().list("", "", 9)), contains("k"));
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left.toList(), contains(recent));
    }
  }

  @Test
  void a_file_written_has_the_mode_that_the_umask_gives() throws Exception {
    open().put("k", bytes("v"));
    Path plain = Files.write(folder.resolve("plain"), bytes("v"));

    assertThat(
        Files.getPosixFilePermissions(folder.resolve("k")),
        is(Files.getPosixFilePermissions(plain)));
  }

  @Test
  void a_name_too_long_for_the_file_system_is_named() throws Exception {
    StoreException e =
        assertThrows(StoreException.class, () -> open().put("x".repeat(300), bytes("v")));

    assertThat(e.getMessage(), allOf(containsString("xxx"), containsString("name"), not(is(""))));
  }

  /** Creates a file whose name is no UTF-8, which Java itself cannot. */
  private static void createUnreadableName(Path folder) throws Exception {
    Process touch =
        new ProcessBuilder("sh", "-c", "touch \"$(printf 'bad\\377')\"")
            .directory(folder.toFile())
            .start();
    assumeTrue(touch.waitFor() == 0, "This file system takes UTF-8 names only");
  }

  private ObjectStore open() throws StoreException {
    return open(folder.toString());
  }

  private static ObjectStore open(String uri) throws StoreException {
    return ObjectStores.open(uri, PipelineOptionsFactory.create());
  }
}
