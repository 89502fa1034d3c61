package io.tidemark.publish.segment;

import static io.tidemark.publish.segment.ShardSamples.SETTINGS;
import static io.tidemark.publish.segment.ShardSamples.TITLE;
import static io.tidemark.publish.segment.ShardSamples.delete;
import static io.tidemark.publish.segment.ShardSamples.delta;
import static io.tidemark.publish.segment.ShardSamples.text;
import static io.tidemark.publish.segment.ShardSamples.upsert;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShardCheckTest {
  private static final String KEY = "shards/w/0-of-1-abc.zip";

  private final Path folder;
  private final ShardBytes shard;

  ShardCheckTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.shard =
        ShardBytes.of(
            delta(
                upsert("a", 1, text(TITLE, "first document")),
                upsert("b", 1, text(TITLE, "second one")),
                delete("c", 2)),
            SETTINGS);
  }

  @AfterEach
  void scratch_is_left_empty() throws IOException {
    if (Files.exists(scratch())) {
      try (var left = Files.list(scratch())) {
        assertThat(left.toList(), empty());
      }
    }
  }

  @Test
  void whole_shard_has_no_problems() throws IOException {
    List<String> problems = check(shard.bytes(), shard.file(0, KEY));

    assertThat(problems, empty());
  }

  @Test
  void absent_shard_is_a_problem() throws IOException {
    List<String> problems = new ShardCheck(new HeldObjects(), scratch()).check(shard.file(0, KEY));

    assertThat(problems, contains("Shard file " + KEY + ": it is not in the store"));
  }

  @Test
  void store_that_cannot_be_reached_says_nothing_about_the_shard() {
    ShardCheck check = new ShardCheck(new HeldObjects().unreachable(), scratch());

    StoreException thrown =
        assertThrows(StoreException.class, () -> check.check(shard.file(0, KEY)));

    assertThat(thrown.kind(), is(StoreException.Kind.UNREACHABLE));
  }

  @Test
  void other_size_is_a_problem() throws IOException {
    byte[] longer = Arrays.copyOf(shard.bytes(), shard.bytes().length + 1);

    List<String> problems = check(longer, shard.file(0, KEY));

    assertThat(
        problems,
        contains(
            "Shard file "
                + KEY
                + ": it has "
                + longer.length
                + " bytes instead of "
                + shard.bytes().length));
  }

  @Test
  void changed_byte_is_a_problem() throws IOException {
    byte[] changed = shard.bytes().clone();
    changed[100]++;

    List<String> problems = check(changed, shard.file(0, KEY));

    assertThat(problems, contains(containsString("instead of " + shard.sha256())));
  }

  @Test
  void archive_damaged_before_it_was_recorded_is_a_problem() throws IOException {
    byte[] damaged = shard.bytes().clone();
    damaged[new String(damaged, ISO_8859_1).indexOf("Lucene94FieldInfos")]++;

    List<String> problems = check(damaged, record(damaged, shard));

    assertThat(problems, contains(containsString("CRC")));
  }

  @Test
  void segment_damaged_before_it_was_packed_is_a_problem() throws IOException {
    byte[] damaged = repacked("_0.fdt");

    List<String> problems = check(damaged, record(damaged, shard));

    assertThat(problems, contains(allOf(containsString(KEY), containsString("checksum"))));
  }

  @Test
  void counts_that_differ_are_problems() throws IOException {
    ShardFile wrong = new ShardFile(0, KEY, shard.bytes().length, shard.sha256(), 9, 8, 5, 6);

    List<String> problems = check(shard.bytes(), wrong);

    assertThat(
        problems,
        contains(
            "Shard file " + KEY + ": it has 2 live documents instead of 9",
            "Shard file " + KEY + ": it has 1 tombstones instead of 8",
            "Shard file " + KEY + ": it has 7 terms instead of 5",
            "Shard file " + KEY + ": it has 7 postings instead of 6"));
  }

  @Test
  void documents_out_of_order_are_a_problem() throws IOException {
    byte[] unordered;
    try (Directory directory = new ByteBuffersDirectory()) {
      ReferenceIndex.writeInOrder(SETTINGS, List.of(upsert("b", 1), upsert("a", 1)), directory);
      unordered = SegmentArchive.pack(directory);
    }

    List<String> problems = check(unordered, record(unordered, 2, 0, 2, 2));

    assertThat(
        problems,
        contains("Shard file " + KEY + ": document 0 is not the one whose id comes in this place"));
  }

  private List<String> check(byte[] stored, ShardFile shard) throws IOException {
    return new ShardCheck(new HeldObjects().hold(KEY, stored), scratch()).check(shard);
  }

  private Path scratch() {
    return folder.resolve("scratch");
  }

  /** The shard packed again after one byte in the middle of one of its files was changed. */
  private byte[] repacked(String file) throws IOException {
    Path unpacked = folder.resolve("unpacked");
    SegmentArchive.unpack(new ByteArrayInputStream(shard.bytes()), unpacked);
    byte[] content = Files.readAllBytes(unpacked.resolve(file));
    content[content.length / 2]++;
    Files.write(unpacked.resolve(file), content);
    try (Directory directory = FSDirectory.open(unpacked)) {
      return SegmentArchive.pack(directory);
    }
  }

  private static ShardFile record(byte[] bytes, ShardBytes of) {
    return record(bytes, of.documents(), of.tombstones(), of.terms(), of.postings());
  }

  private static ShardFile record(
      byte[] bytes, int documents, int tombstones, long terms, long postings) {
    String sha256 = Sha256.hex(bytes);
    return new ShardFile(0, KEY, bytes.length, sha256, documents, tombstones, terms, postings);
  }
}
