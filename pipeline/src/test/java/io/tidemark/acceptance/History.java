package io.tidemark.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.publish.SnapshotHead;
import io.tidemark.publish.SnapshotLog;
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
import java.util.stream.Stream;

/**
 * An input and an index whose history can be made as long as it would be after weeks of runs. All
 * that is not to be read for a start is left out: reading it fails.
 */
final class History {
  /** Layers in a file of older ones. */
  private static final int ROLL = 256;

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

  SnapshotHead newest() throws IOException {
    try (ObjectStore store = ObjectStores.open(output(), OptionParser.parse(List.of()))) {
      return new SnapshotLog(store).newestHead().orElseThrow();
    }
  }

  /** Whether a key is in the log. */
  static boolean inLog(String key) {
    return key.equals("latest.json")
        || Stream.of("snapshots/", "layers/", "rolls/").anyMatch(key::startsWith);
  }

  /** Makes the index one of so many layers, each of a commit of its own; it has one. */
  void extend(int layers) throws IOException {
    SnapshotFiles files = new SnapshotFiles(Path.of(output()));
    ObjectNode newest = files.read(2);
    ArrayNode live = (ArrayNode) newest.get("layers");
    JsonNode layer = live.get(0);
    String id = layer.get("id").textValue();
    for (int i = 1; i < layers; i++) {
      String other = String.format(Locale.ROOT, "%s%08x", id.substring(0, id.length() - 8), i);
      ObjectNode earlier = layer.deepCopy();
      live.add(earlier.put("id", other).put("key", "layers/" + other + ".json"));
      Files.writeString(files.file(i + 1), "not to be read", StandardCharsets.UTF_8);
    }
    files.rollUp(newest, ROLL);
    for (JsonNode roll : newest.get("rolls")) {
      Path file = Path.of(output()).resolve(roll.get("key").textValue());
      Files.writeString(file, "not to be read", StandardCharsets.UTF_8);
    }
    files.write(newest, layers + 1L);
  }
}
