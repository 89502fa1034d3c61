package io.tidemark.changes.read.document;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
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

  /** Every length of the last block, as Guava's murmur3_128 hashes them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, a46bd16248e551c3",
    "2, e3304859fea69b98",
    "3, 1992c2c31158994d",
    "4, 41bff0560ab0f92c",
    "5, 183680d3a1474632",
    "6, 27a4dff7f4cce6a9",
    "7, cf7b85bf8584968d",
    "8, 8c77ad3171d401d8",
    "9, efc048af822f9d54",
    "10, ed12443dc33f2dc6",
    "11, 1b496dd0a682698a",
    "12, 1136832c61247ef8",
    "13, e630146d9dc7d022",
    "14, 208aae7e1f6f34e7",
    "15, 1237ca845d4c1800",
    "16, 15deb6369b72afb",
    "17, 67f69ffe052646e",
    "18, b52a5242afb4d50b",
    "19, 5593143fd05b4de2",
    "20, abd939555a067bf2",
    "21, f53f451fda48c62b",
    "22, d2db9b951d9c3a55",
    "23, 6243d84e98142aa4",
    "24, 8073d71cf8f630ee",
    "25, cb68d2f26fddbbf9",
    "26, d9e854609b5fd691",
    "27, 9dd3449798ce90dd",
    "28, 4769b5791d1003b0",
    "29, 621fa9baf2ff8c6",
    "30, e770e91419644dbd",
    "31, b01845ebc1e4df7c",
    "32, 5fcf6f12a39e0ca6",
    "33, ed93e0c56ea3a764",
  })
  void matches_another_implementation(int length, String hash) {
    byte[] bytes = new byte[length + 5];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37 + 200);
    }

    assertThat(Long.toHexString(Murmur3.hash(bytes, length)), is(hash));
  }
}
