package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.github.luben.zstd.Zstd;
import io.tidemark.changes.Reject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormatTest {
  /** Without versions, so that ranks show positions. */
  private static final Reading READING = Reading.with("fields: {t: {type: text}}");

  private static final String MIXED =
      "\uFEFF{\"id\":\"a\",\"t\":\"é\"}\n\n{\"id\":\"b\"}\r\n  \t\nnonsense\n{\"id\":\"c\"}\n\r\n{\"id\":\"d\"}";

  @Test
  void lines_have_positions_and_numbers_and_blank_ones_do_not_count() throws IOException {
    Reading.Result result = READING.read("a.jsonl", MIXED);

    assertThat(result.ids(), contains("a", "b", "c", "d"));
    assertThat(
        result.changes().stream().map(change -> change.rank().position()).toList(),
        contains(0L, 24L, 49L, 62L));
    assertThat(
        result.changes().get(0).rank().version(), is(Reading.PARTITION.start().toEpochMilli()));
    assertThat(
        result.rejects(), contains(new Reject("a.jsonl", 5, 40, "not a JSON object", "nonsense")));
    assertThat(result.batches().get(0).piece().records(), is(5L));
    assertThat(result.batches().get(0).piece().rejected(), is(1L));
  }

  @Test
  void splits_at_any_byte_give_the_same_records() throws IOException {
    Reading.Result whole = READING.read("a.jsonl", MIXED);

    for (int bytes = 1; bytes < MIXED.length() + 3; bytes++) {
      Reading.Result split = READING.splits(bytes).read("a.jsonl", MIXED);

      assertThat(split.changes(), is(whole.changes()));
      assertThat(offsets(split), is(offsets(whole)));
    }
  }

  @Test
  void reject_in_a_later_split_has_no_line() throws IOException {
    Reading.Result result = READING.splits(40).read("a.jsonl", MIXED);

    assertThat(
        result.rejects(), contains(new Reject("a.jsonl", 0, 40, "not a JSON object", "nonsense")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl.gz", "a.json.zst", "a.zstd", "a.ndjson", "a.gz", "a", "a.data"})
  void compression_is_told_by_suffix_or_first_bytes(String key) throws IOException {
    byte[] bytes = MIXED.getBytes(StandardCharsets.UTF_8);
    byte[] stored = key.contains("gz") ? gzip(bytes) : key.contains("zst") ? zstd(bytes) : bytes;

    Reading.Result result = READING.splits(5).read(key, stored);

    assertThat(result.changes(), is(READING.read("plain.jsonl", bytes).changes()));
  }

  @Test
  void compressed_data_without_a_suffix_is_found_out() throws IOException {
    byte[] bytes = MIXED.getBytes(StandardCharsets.UTF_8);

    assertThat(READING.read("x", gzip(bytes)).ids(), contains("a", "b", "c", "d"));
    assertThat(READING.read("y", zstd(bytes)).ids(), contains("a", "b", "c", "d"));
  }

  @Test
  void members_one_after_the_other_are_one_object() throws IOException {
    byte[] gz =
        concat(gzip(utf8("{\"id\":\"a\"}\n{\"id\"")), gzip(utf8(":\"b\"}\n")), gzip(utf8("")));
    byte[] zst = concat(zstd(utf8("{\"id\":\"a\"}\n{\"id\"")), zstd(utf8(":\"b\"}\n")));

    assertThat(READING.read("a.gz", gz).ids(), contains("a", "b"));
    assertThat(READING.read("a.zst", zst).ids(), contains("a", "b"));
  }

  @Test
  void what_was_read_before_the_damage_counts() throws IOException {
    byte[] lines = utf8("{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
    byte[] gz = concat(gzip(lines), Arrays.copyOf(gzip(lines), 30));

    Reading.Result result = READING.read("a.gz", gz);

    assertThat(result.ids().subList(0, 3), contains("a", "b", "c"));
    Reject damage = result.rejects().get(result.rejects().size() - 1);
    assertThat(damage.reason(), is("rest of the object unreadable: gzip data is cut short"));
    assertThat(damage.line(), is(result.ids().size() + 1L));
    assertThat(damage.offset(), is(11L * result.ids().size()));
    assertThat(result.rejects().size(), is(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.gz", "a.zst"})
  void cut_at_any_byte_gives_a_prefix_and_one_reject(String key) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append("{\"id\":\"").append(Integer.toHexString(i * 7919)).append("\"}\n");
    }
    byte[] stored = key.endsWith("gz") ? gzip(utf8(text.toString())) : zstd(utf8(text.toString()));
    List<String> all = READING.read(key, stored).ids();

    for (int length = 1; length < stored.length; length++) {
      Reading.Result result = READING.read(key, Arrays.copyOf(stored, length));

      assertThat(result.ids(), is(all.subList(0, result.ids().size())));
      assertThat(result.rejects().size(), is(1));
      assertThat(result.reasons(), contains(startsWith("rest of the object unreadable: ")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.gz", "a.zst"})
  void other_bytes_after_the_data_are_rejected(String key) throws IOException {
    byte[] line = utf8("{\"id\":\"a\"}\n");
    byte[] stored = concat(key.endsWith("gz") ? gzip(line) : zstd(line), utf8("garbage!"));

    Reading.Result result = READING.read(key, stored);

    assertThat(result.ids(), contains("a"));
    assertThat(result.reasons(), contains(startsWith("rest of the object unreadable: ")));
    assertThat(result.rejects().get(0).offset(), is(11L));
  }

  @Test
  void damaged_checksum_is_noticed() throws IOException {
    byte[] gz = gzip(utf8("{\"id\":\"a\"}\n"));
    gz[gz.length - 6] ^= 1;

    assertThat(
        READING.read("a.gz", gz).reasons(),
        contains("rest of the object unreadable: gzip checksum or size differs from its data"));
  }

  @Test
  void huge_line_is_rejected_and_the_file_goes_on() throws IOException {
    byte[] huge = new byte[100_000_000];
    Arrays.fill(huge, (byte) 'x');
    byte[] object =
        gzip(concat(utf8("{\"id\":\"a\"}\n{\"id\":\""), huge, utf8("\"}\n{\"id\":\"b\"}\n")));

    Reading.Result result = READING.read("a.gz", object);

    assertThat(result.ids(), contains("a", "b"));
    assertThat(
        result.rejects(),
        contains(
            new Reject(
                "a.gz",
                2,
                11,
                "larger than 16777216 bytes",
                "{\"id\":\"" + "x".repeat(Reject.MAX_EXCERPT - 7))));
  }

  private static List<Long> offsets(Reading.Result result) {
    return result.rejects().stream().map(Reject::offset).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
