package io.tidemark.changes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.hash.Hashing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {

  /** Vectors of github.com/spaolacci/murmur3. */
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "hello, cbd8a7b341bd9b02",
    "'hello, world', 342fac623a5ebc8e",
    "19 Jan 2038 at 3:14:07 AM, b89e5988b737affc",
    "The quick brown fox jumps over the lazy dog., cd99481f9ee902c9",
  })
  void matches_published_vectors(String text, String hash) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(Long.toHexString(Murmur3.hash(bytes, bytes.length)), is(hash));
  }

  @Property
  void matches_another_implementation(@ForAll @Size(max = 70) byte[] bytes) {
    assertThat(
        Murmur3.hash(bytes, bytes.length), is(Hashing.murmur3_128().hashBytes(bytes).asLong()));
  }
}
