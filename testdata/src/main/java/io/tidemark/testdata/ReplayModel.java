package io.tidemark.testdata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The simplest thing that gives the right index: a map from id to the newest change, deletes
 * remembered. It looks at what is delivered only and knows nothing of the catalogue.
 */
final class ReplayModel {
  private static final Map<String, Long> TERM_BITS =
      IntStream.range(0, QueryTerms.ALL.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(QueryTerms.ALL::get, i -> 1L << i));

  private final SortedMap<String, Newest> newest = new TreeMap<>();

  /** Whichever comes last: only versions count. */
  void accept(CatalogueChange change) {
    Newest known = newest.get(change.id());
    if (known == null || known.version < change.version()) {
      Entry entry = change.entry();
      newest.put(
          change.id(),
          entry == null
              ? new Newest(change.version(), null, 0)
              : new Newest(
                  change.version(), sha256(entry.description()), termBits(entry.description())));
    }
  }

  Checkpoint checkpoint(Instant partitionStart) {
    List<String> live = new ArrayList<>();
    StringBuilder content = new StringBuilder();
    List<List<String>> termIds = new ArrayList<>();
    QueryTerms.ALL.forEach(term -> termIds.add(new ArrayList<>()));
    newest.forEach(
        (id, change) -> {
          if (change.content != null) {
            live.add(id);
            content.append(id).append('\t').append(change.content).append('\n');
            for (long bits = change.terms; bits != 0; bits &= bits - 1) {
              termIds.get(Long.numberOfTrailingZeros(bits)).add(id);
            }
          }
        });
    List<Checkpoint.TermDocs> terms = new ArrayList<>();
    for (int i = 0; i < termIds.size(); i++) {
      List<String> ids = termIds.get(i);
      terms.add(
          new Checkpoint.TermDocs(
              QueryTerms.ALL.get(i), ids.size(), sha256(String.join("\n", ids))));
    }
    return new Checkpoint(
        partitionStart,
        live.size(),
        sha256(String.join("\n", live)),
        sha256(content.toString()),
        terms);
  }

  private static long termBits(String description) {
    long bits = 0;
    int start = 0;
    for (int i = 0; i <= description.length(); i++) {
      if (i == description.length() || !Character.isLetterOrDigit(description.charAt(i))) {
        if (i > start) {
          String word = description.substring(start, i).toLowerCase(Locale.ROOT);
          bits |= TERM_BITS.getOrDefault(word, 0L);
        }
        start = i + 1;
      }
    }
    return bits;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * The newest change of a document.
   *
   * @param version of the change
   * @param content SHA-256 of the description, null for a delete
   * @param terms a bit for each query term in it
   */
  private record Newest(long version, @Nullable String content, long terms) {}
}
