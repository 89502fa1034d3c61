package io.tidemark.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.EmbeddedS3;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Input that cannot be read ends as rejects with reasons; everything else is indexed. */
public abstract class BadInputAcceptance extends RunnerSuite {
  private static final String PARTITION = "dt=2026-05-04/hr=18/mi=00/";

  /** Names people, tools and other systems come up with. */
  private static final List<String> ODD_NAMES =
      List.of(
          "with space.jsonl",
          "plus+and&and=.jsonl",
          "100%.jsonl",
          "%2F%20.jsonl",
          "#1?x.jsonl",
          "größe-漢字.jsonl",
          "it's \"quoted\".jsonl",
          "a\\b.jsonl",
          "~(tilde)[x]{y}.jsonl",
          "no-ending",
          "deep/er/part.jsonl");

  @Test
  void truncated_gzip_is_read_up_to_where_it_breaks() throws IOException {
    Site site = Site.local(scratch);
    List<String> ids = IntStream.range(10_000, 14_000).mapToObj(Integer::toString).toList();
    byte[] whole = gzip(ids.stream().map(BadInputAcceptance::change).collect(joining()));
    put(site, "cut.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));
    put(site, "none.jsonl.gz", "this is no gzip".getBytes(UTF_8));
    put(site, "other.jsonl", change("other").getBytes(UTF_8));

    runToNow(site).succeeded();

    BuiltIndex index = index(site);
    List<String> indexed = index.ids("*:* -_id:other");
    assertThat(indexed.size(), is(both(greaterThan(1_000)).and(lessThan(3_000))));
    assertThat(indexed, is(ids.subList(0, indexed.size())));
    assertThat(index.ids("_id:other"), is(List.of("other")));
    assertThat(
        index.rejects(),
        is(
            List.of(
                PARTITION + "cut.jsonl.gz:" + (indexed.size() + 1),
                PARTITION + "none.jsonl.gz:1")));
    for (JsonNode reject : index.rejected()) {
      assertThat(reject.get("reason").asText(), containsString("object unreadable"));
    }
    accountsFor(index, 3, indexed.size() + 3, 2);
  }

  @Test
  void empty_objects_are_objects_without_records() throws IOException {
    Site site = Site.local(scratch);
    put(site, "empty.jsonl", new byte[0]);
    put(site, "empty.jsonl.gz", new byte[0]);
    put(site, "packed.jsonl.gz", gzip(""));
    put(site, "blank.jsonl", "\n \n\r\n".getBytes(UTF_8));

    runToNow(site).succeeded();

    BuiltIndex index = index(site);
    assertThat(index.ids("*:*"), is(empty()));
    assertThat(index.rejected(), is(empty()));
    accountsFor(index, 4, 0, 0);
    assertThat(index.verdict(), is("no fault found"));
  }

  @Test
  void ids_of_forty_kilobytes_and_lines_of_100_megabytes_are_rejected_alone() throws IOException {
    Site site = Site.local(scratch);
    put(site, "id.jsonl", (change("x".repeat(40_000)) + change("after-id")).getBytes(UTF_8));
    Path huge = Path.of(site.input(), PARTITION, "line.jsonl");
    try (OutputStream out = Files.newOutputStream(huge)) {
      out.write((change("before-line") + "{\"id\":\"big\",\"headline\":\"").getBytes(UTF_8));
      byte[] mebibyte = "tent ".repeat(1 << 18).substring(0, 1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(mebibyte);
      }
      out.write(("\"}\n" + change("after-line")).getBytes(UTF_8));
    }

    runToNow(site).succeeded();

    BuiltIndex index = index(site);
    assertThat(index.ids("*:*"), contains("after-id", "after-line", "before-line"));
    assertThat(
        index.rejected().stream().map(r -> r.get("reason").asText()).sorted().toList(),
        contains(containsString("id has 40000 bytes"), containsString("bytes")));
    accountsFor(index, 2, 5, 2);
  }

  @Test
  void odd_keys_are_read_in_folders() throws IOException {
    oddKeys(Site.local(scratch.resolve("a folder #1 (größe)")));
  }

  @Test
  void odd_keys_are_read_in_s3() throws IOException {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      Site plain = Site.on(s3, "odd");
      oddKeys(new Site("s3://odd/in put+1", "s3://odd/out put %20", plain.arguments()));
    }
  }

  private void oddKeys(Site site) throws IOException {
    for (int i = 0; i < ODD_NAMES.size(); i++) {
      put(site, ODD_NAMES.get(i), change("odd-" + (char) ('a' + i)).getBytes(UTF_8));
    }
    put(site, "bad %.jsonl", "no json".getBytes(UTF_8));

    runToNow(site).succeeded();
    runToNow(site).succeeded();

    BuiltIndex index = index(site);
    assertThat(index.ids("*:*").size(), is(ODD_NAMES.size()));
    assertThat(index.rejects(), is(List.of(PARTITION + "bad %.jsonl:1")));
    accountsFor(index, ODD_NAMES.size() + 1, ODD_NAMES.size() + 1, 1);
    assertThat(index.verdict(), is("no fault found"));
  }

  private static void accountsFor(BuiltIndex index, int objects, int records, int rejected)
      throws IOException {
    JsonNode status = index.status();
    assertThat(status.at("/objects/all").asInt(), is(objects));
    assertThat(status.at("/records/all").asInt(), is(records));
    assertThat(status.at("/records/rejected").asInt(), is(rejected));
    assertThat(status.get("addsUp").asBoolean(), is(true));
  }

  private static String change(String id) {
    return "{\"id\":\"" + id + "\",\"version\":1,\"headline\":\"red tent\"}\n";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void put(Site site, String name, byte[] body) throws IOException {
    try (ObjectStore store = site.open(site.input())) {
      store.put(PARTITION + name, body);
    }
  }
}
