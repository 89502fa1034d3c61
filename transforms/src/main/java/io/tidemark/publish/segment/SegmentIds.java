package io.tidemark.publish.segment;

import io.tidemark.deltas.PostingDelta;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.IndexSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.lucene.util.StringHelper;

/**
 * The ids Lucene puts into the files of a segment to tell that they belong together. Lucene draws
 * them at random; here they are taken from the content and from what decides how it is written.
 */
final class SegmentIds {
  private final byte[] seed;

  private SegmentIds(byte[] seed) {
    this.seed = seed;
  }

  static SegmentIds of(PostingDelta delta, IndexSettings settings) {
    StringBuilder form = new StringBuilder(SegmentWriter.CODEC);
    for (FieldSettings field : settings.fields()) {
      form.append('\n').append(field.name());
      form.append('\t').append(field.type()).append('\t').append(field.stored());
    }
    MessageDigest digest = Sha256.digest();
    digest.update(delta.contentId());
    return new SegmentIds(digest.digest(form.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The id for one of the uses Lucene has for ids. */
  byte[] id(String use) {
    MessageDigest digest = Sha256.digest();
    digest.update(seed);
    return Arrays.copyOf(
        digest.digest(use.getBytes(StandardCharsets.UTF_8)), StringHelper.ID_LENGTH);
  }
}
