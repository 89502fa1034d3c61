package io.tidemark.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index that any runner makes of a data set that lies there as a whole, as checked in: a first
 * line with its digest, then a line for each shard file with its key and what went into it.
 *
 * @param name of the data set
 * @param digest of the index
 * @param files shard files
 */
record Golden(String name, String digest, ShardFiles files) {

  static Golden of(String name) throws IOException {
    try (InputStream file = Golden.class.getResourceAsStream("golden/" + name + ".txt")) {
      if (file == null) {
        return new Golden(name, "there is no golden file", new ShardFiles(new TreeMap<>()));
      }
      return read(name, new String(file.readAllBytes(), UTF_8).lines().toList());
    }
  }

  private static Golden read(String name, List<String> lines) {
    SortedMap<String, String> contents = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(" ", 2);
      contents.put(cells[0], cells[1]);
    }
    return new Golden(name, lines.get(0), new ShardFiles(contents));
  }

  /** The index holds the same, in the same bytes. */
  void matches(BuiltIndex index) throws IOException {
    Golden made = new Golden(name, index.digest().strip(), index.shardFiles());
    if (!made.equals(this)) {
      String hint = made.offered();
      assertThat(hint, made.digest(), is(digest));
      assertThat(hint, made.files(), is(files));
    }
  }

  /** The index holds the same, and where its windows held the same they have the same bytes. */
  void matchesWhereWindowsHeldTheSame(BuiltIndex index) throws IOException {
    SortedMap<String, String> same = index.shardFiles().of(files);

    assertThat(index.digest().strip(), is(digest));
    assertThat(same, is(not(anEmptyMap())));
    same.forEach((golden, made) -> assertThat(made, is(golden)));
  }

  /** Writes it where it can be taken from. */
  private String offered() throws IOException {
    StringBuilder text = new StringBuilder(digest).append('\n');
    for (Map.Entry<String, String> file : files.contents().entrySet()) {
      text.append(file.getKey()).append(' ').append(file.getValue()).append('\n');
    }
    Path folder = Files.createDirectories(Path.of("target", "golden"));
    Path offered = Files.writeString(folder.resolve(name + ".txt"), text);
    return "Not the index checked in. If this one is right, and the same on every runner: cp "
        + offered.toAbsolutePath()
        + " pipeline/src/test/resources/io/tidemark/acceptance/golden/";
  }
}
