package io.tidemark.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class Sum256Test {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  @Property(tries = 500)
  void adds_modulo_2_to_the_256(
      @ForAll @Size(32) byte[] a, @ForAll @Size(32) byte[] b, @ForAll @Size(32) byte[] c) {
    Sum256 part = new Sum256();
    part.add(b);
    part.add(c);
    Sum256 sum = new Sum256();
    sum.add(a);

    sum.add(part);

    BigInteger expected =
        new BigInteger(1, a).add(new BigInteger(1, b)).add(new BigInteger(1, c)).mod(MODULUS);
    assertThat(new BigInteger(1, sum.toBytes()), is(expected));
  }

  @Example
  void carries_through_all_words() {
    byte[] most = new byte[32];
    Arrays.fill(most, (byte) 0xFF);
    byte[] one = new byte[32];
    one[31] = 1;
    Sum256 sum = new Sum256();

    sum.add(most);
    sum.add(one);

    assertThat(new BigInteger(1, sum.toBytes()), is(BigInteger.ZERO));
  }
}
