package io.tidemark.testdata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What comes of files when they are read back: the newest version wins, deletes are remembered. */
final class ReplayedIndex {
  private static final Pattern WORD_ENDS = Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, DeliveredRecord> newest = new TreeMap<>();

  static ReplayedIndex of(List<GeneratedFile> files) {
    ReplayedIndex index = new ReplayedIndex();
    files.forEach(index::add);
    return index;
  }

  void add(GeneratedFile file) {
    for (byte[] line : DeliveredRecords.lines(file)) {
      DeliveredRecords.parse(line).ifPresent(this::add);
    }
  }

  Checkpoint checkpoint(Instant partitionStart) {
    Map<String, String> live = new TreeMap<>();
    newest.forEach(
        (id, record) -> {
          if (!record.delete()) {
            live.put(id, record.description());
          }
        });
    StringBuilder content = new StringBuilder();
    live.forEach((id, text) -> content.append(id + "\t" + sha256(text) + "\n"));
    return new Checkpoint(
        partitionStart,
        live.size(),
        sha256(String.join("\n", live.keySet())),
        sha256(content.toString()),
        QueryTerms.ALL.stream().map(term -> docs(term, live)).toList());
  }

  private static Checkpoint.TermDocs docs(String term, Map<String, String> live) {
    List<String> ids =
        live.entrySet().stream()
            .filter(
                doc ->
                    List.of(WORD_ENDS.split(doc.getValue().toLowerCase(Locale.ROOT)))
                        .contains(term))
            .map(Map.Entry::getKey)
            .toList();
    return new Checkpoint.TermDocs(term, ids.size(), sha256(String.join("\n", ids)));
  }

  private void add(DeliveredRecord record) {
    newest.merge(
        record.id(), record, (old, other) -> old.version() >= other.version() ? old : other);
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
