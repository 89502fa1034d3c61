package io.tidemark.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Layer;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A stream of changes, and what is known of it from a run that nothing disturbed.
 *
 * @param corpus its files
 * @param settings of its index
 * @param field whose terms are asked for
 * @param terms that are asked for
 * @param digest of its index
 * @param pieces what each piece of each object says, record by record; null for what is rejected
 */
record KillStream(
    Corpus corpus,
    Path settings,
    String field,
    List<String> terms,
    String digest,
    Map<Piece, List<Change>> pieces) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern WORDS = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int TERMS = 6;

  /** A piece of an object; objects here have one split. */
  record Piece(String object, int number) {
    static Piece of(Receipt receipt) {
      return new Piece(receipt.object(), receipt.piece());
    }
  }

  /**
   * What one record does.
   *
   * @param terms numbers of those of the terms its document holds
   */
  record Change(String id, long version, boolean delete, Set<Integer> terms) {}

  /** Takes the whole stream in one run, and looks at it. */
  static KillStream of(Corpus corpus, Path settings, String field, Path scratch)
      throws IOException {
    Site site = new Site(corpus.data().toString(), scratch.resolve("calm").toString(), List.of());
    CommandRun.of(
            site.running(
                "run", "--runner=direct", "--index=" + settings, "--lateness=6h", "--until=now"))
        .succeeded();
    List<String> terms = terms(corpus);
    Map<Piece, List<Change>> pieces = new HashMap<>();
    sizes(site)
        .forEach(
            (object, sizes) -> {
              List<Change> records = records(corpus, object, field, terms);
              int from = 0;
              for (Map.Entry<Integer, Long> size : sizes.entrySet()) {
                int to = from + Math.toIntExact(size.getValue());
                pieces.put(new Piece(object, size.getKey()), records.subList(from, to));
                from = to;
              }
              if (from != records.size()) {
                throw new AssertionError(object + " has " + records.size() + " records: " + sizes);
              }
            });
    return new KillStream(
        corpus, settings, field, terms, new BuiltIndex(site, scratch).digest(), pieces);
  }

  /** Some of those whose answers are known. */
  private static List<String> terms(Corpus corpus) throws IOException {
    Map<Instant, List<Corpus.Row>> expected = corpus.expected();
    Instant last = expected.keySet().stream().max(Instant::compareTo).orElseThrow();
    List<Corpus.Row> rows = expected.get(last).stream().filter(row -> row.count() > 0).toList();
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < TERMS; i++) {
      terms.add(rows.get(rows.size() * i / TERMS).term());
    }
    return terms;
  }

  /** How many records there are in each piece of each object. */
  private static Map<String, TreeMap<Integer, Long>> sizes(Site site) throws IOException {
    Map<String, TreeMap<Integer, Long>> sizes = new TreeMap<>();
    try (ObjectStore store = site.open(site.output())) {
      SnapshotLog log = new SnapshotLog(store);
      for (LayerRef ref : log.newest().orElseThrow().layers()) {
        Layer layer = log.layer(ref);
        for (ShardReceipt leg : layer.receipts()) {
          Receipt receipt = leg.receipt();
          sizes
              .computeIfAbsent(receipt.object(), object -> new TreeMap<>())
              .put(receipt.piece(), receipt.records());
        }
      }
    }
    return sizes;
  }

  private static List<Change> records(
      Corpus corpus, String object, String field, List<String> terms) {
    List<Change> records = new ArrayList<>();
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(corpus.data().resolve(object)))) {
      Set<String> rejects = new HashSet<>(corpus.rejects());
      int line = 0;
      for (String text : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        line++;
        if (rejects.contains(object + ":" + line)) {
          records.add(null);
        } else if (!text.isBlank()) {
          records.add(change(JSON.readTree(text), field, terms));
        }
      }
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + object, e);
    }
    return records;
  }

  private static Change change(JsonNode record, String field, List<String> terms) {
    boolean delete = record.path("op").asText().equals("delete");
    Set<Integer> held = new HashSet<>();
    Matcher words = WORDS.matcher(record.path(field).asText().toLowerCase(Locale.ROOT));
    while (words.find()) {
      int term = terms.indexOf(words.group());
      if (term >= 0) {
        held.add(term);
      }
    }
    return new Change(
        record.get("id").asText(), record.get("version").asLong(), delete, Set.copyOf(held));
  }
}
