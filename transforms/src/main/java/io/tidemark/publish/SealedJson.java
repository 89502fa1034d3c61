package io.tidemark.publish;

import io.tidemark.publish.segment.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON files that tell whether they are whole. The last field, {@code sha256}, is the SHA-256 of
 * all bytes of the file before the comma it follows: still plain JSON, one line and a line feed,
 * and any changed byte shows.
 */
final class SealedJson {
  /** From this format on, a file without a seal is damaged; before it, none had one. */
  static final int FIRST_FORMAT = 2;

  private static final String BEFORE = ",\"sha256\":\"";
  private static final Pattern SEAL = Pattern.compile(BEFORE + "([0-9a-f]{64})\"}\n");
  private static final int SEAL_LENGTH = BEFORE.length() + 64 + 3;

  private SealedJson() {}

  /** What every versioned file begins with; 0 in one that has no format. */
  private record Head(int format) {}

  /** A record as a file with a seal. */
  static byte[] write(Object record) {
    byte[] plain = JsonFormat.write(record);
    byte[] sealed = Arrays.copyOf(plain, plain.length - 2); // Without its brace and line feed.
    String seal = BEFORE + Sha256.hex(sealed) + "\"}\n";
    int length = sealed.length;
    sealed = Arrays.copyOf(sealed, length + SEAL_LENGTH);
    System.arraycopy(seal.getBytes(StandardCharsets.US_ASCII), 0, sealed, length, SEAL_LENGTH);
    return sealed;
  }

  /**
   * Checks the seal of a file, which one of an older format need not have.
   *
   * @param known newest format known of such files: what a newer one ends with is not known
   * @return the format of the file
   * @throws IOException when the file is not as it was written; the message is what is wrong, for
   *     the end of a sentence
   */
  static int check(byte[] file, int known) throws IOException {
    int body = Math.max(0, file.length - SEAL_LENGTH);
    String end = new String(file, body, file.length - body, StandardCharsets.ISO_8859_1);
    Matcher seal = SEAL.matcher(end);
    boolean sealed = seal.matches();
    if (sealed) {
      String actual = Sha256.hex(Arrays.copyOf(file, body));
      if (!actual.equals(seal.group(1))) {
        throw new IOException("its SHA-256 is " + actual + ", it says " + seal.group(1));
      }
    }
    int format;
    try {
      format = JsonFormat.read(file, Head.class).format();
    } catch (IOException e) {
      throw new IOException("it is no JSON: " + firstLine(e), e);
    }
    if (!sealed && format >= FIRST_FORMAT && format <= known) {
      throw new IOException("it does not end in its SHA-256");
    }
    return format;
  }

  /** Without where the parser was, which tells people nothing. */
  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
