package io.tidemark.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.publish.segment.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedJsonTest {
  private record Example(int format, String text, long count) {}

  private static final Example EXAMPLE = new Example(2, "ä\",\"sha256\":\"", 42);

  @Test
  void file_is_json_whose_last_field_is_the_hash_of_what_is_before_it() throws IOException {
    String file = new String(SealedJson.write(EXAMPLE), UTF_8);

    String body = "{\"format\":2,\"text\":\"ä\\\",\\\"sha256\\\":\\\"\",\"count\":42";
    assertThat(file, is(body + ",\"sha256\":\"" + Sha256.hex(body.getBytes(UTF_8)) + "\"}\n"));
    assertThat(SealedJson.check(file.getBytes(UTF_8), 2), is(2));
    assertThat(JsonFormat.read(file.getBytes(UTF_8), Example.class), is(EXAMPLE));
  }

  @Test
  void every_change_of_one_byte_shows() {
    byte[] file = SealedJson.write(EXAMPLE);

    List<String> missed = new ArrayList<>();
    for (int i = 0; i < file.length; i++) {
      for (int mask = 1; mask < 256; mask++) {
        byte[] changed = file.clone();
        changed[i] ^= (byte) mask;
        if (whole(changed)) {
          missed.add("byte " + i + " ^ " + mask);
        }
      }
    }

    assertThat(missed, is(empty()));
  }

  @Test
  void every_file_cut_short_shows() {
    byte[] file = SealedJson.write(EXAMPLE);

    List<Integer> missed = new ArrayList<>();
    for (int length = 0; length < file.length; length++) {
      if (whole(Arrays.copyOf(file, length))) {
        missed.add(length);
      }
    }

    assertThat(missed, is(empty()));
  }

  @Test
  void file_of_a_format_before_hashes_needs_none() throws IOException {
    assertThat(SealedJson.check("{\"format\":1,\"text\":\"a\"}\n".getBytes(UTF_8), 2), is(1));
  }

  @Test
  void how_a_newer_format_ends_is_not_judged() throws IOException {
    assertThat(SealedJson.check("{\"format\":3,\"sum\":7}\n".getBytes(UTF_8), 2), is(3));
  }

  @Test
  void what_is_wrong_is_told() {
    byte[] file = SealedJson.write(EXAMPLE);
    file[11] = '1';

    IOException wrong = assertThrows(IOException.class, () -> SealedJson.check(file, 2));

    assertThat(wrong.getMessage(), containsString("its SHA-256 is "));
    assertThat(wrong.getMessage(), containsString(", it says "));
  }

  private static boolean whole(byte[] file) {
    try {
      SealedJson.check(file, 2);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
