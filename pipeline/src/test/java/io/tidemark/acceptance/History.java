package io.tidemark.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.segment.Sha256;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * An input and an index whose history can be made as long as it would be after weeks of runs. All
 * that is not to be read for a start is left out: reading it fails.
 */
final class History {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant FIRST = Instant.parse("2026-05-04T18:00:00Z");
  private static final DateTimeFormatter PARTITION =
      DateTimeFormatter.ofPattern("'dt='yyyy-MM-dd'/hr='HH'/mi='mm", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Path folder;
  private int landed;

  private History(Path folder) {
    this.folder = folder;
  }

  /** With one partition in the input, and no index. */
  static History in(Path folder) throws IOException {
    History history = new History(folder);
    history.land();
    return history;
  }

  String name() {
    return folder.getFileName().toString();
  }

  String input() {
    return folder.resolve("input").toString();
  }

  String output() {
    return folder.resolve("output").toString();
  }

  /** Lands the next partition. */
  void land() throws IOException {
    Path partition = Path.of(input()).resolve(PARTITION.format(FIRST.plusSeconds(600L * landed)));
    Files.createDirectories(partition);
    landed++;
    Files.writeString(
        partition.resolve("part-0.jsonl"),
        String.format(Locale.ROOT, "{\"id\":\"%d\",\"op\":\"upsert\",\"version\":1}%n", landed),
        StandardCharsets.UTF_8);
  }

  Snapshot newest() throws IOException {
    try (ObjectStore store = ObjectStores.open(output(), OptionParser.parse(List.of()))) {
      return new SnapshotLog(store).newest().orElseThrow();
    }
  }

  /** Whether a key is in the log. */
  static boolean inLog(String key) {
    return key.equals("latest.json") || key.startsWith("snapshots/") || key.startsWith("layers/");
  }

  static String name(long version) {
    return String.format(Locale.ROOT, "%020d.json", version);
  }

  /** Makes the index one of so many layers, each of a commit of its own; it has one. */
  void extend(int layers) throws IOException {
    Path snapshots = Path.of(output()).resolve("snapshots");
    ObjectNode newest = (ObjectNode) JSON.readTree(snapshots.resolve(name(2)).toFile());
    ArrayNode live = (ArrayNode) newest.get("layers");
    JsonNode layer = live.get(0);
    String id = layer.get("id").textValue();
    for (int i = 1; i < layers; i++) {
      String other = String.format(Locale.ROOT, "%s%08x", id.substring(0, id.length() - 8), i);
      ObjectNode earlier = layer.deepCopy();
      live.add(earlier.put("id", other).put("key", "layers/" + other + ".json"));
      Files.writeString(snapshots.resolve(name(i + 1)), "not to be read", StandardCharsets.UTF_8);
    }
    newest.put("version", layers + 1);
    writeSealed(snapshots.resolve(name(layers + 1)), newest);
    writeSealed(
        Path.of(output()).resolve("latest.json"),
        JSON.createObjectNode().put("version", layers + 1));
  }

  /** As docs/formats.md says: the last field is the SHA-256 of what stands before its comma. */
  private static void writeSealed(Path file, ObjectNode content) throws IOException {
    content.remove("sha256");
    String json = JSON.writeValueAsString(content);
    String body = json.substring(0, json.length() - 1);
    String seal = Sha256.hex(body.getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, body + ",\"sha256\":\"" + seal + "\"}\n", StandardCharsets.UTF_8);
  }
}
