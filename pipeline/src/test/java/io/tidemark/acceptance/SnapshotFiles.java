package io.tidemark.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.publish.segment.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The snapshots of an index in a folder, written by hand as docs/formats.md says.
 *
 * @param output folder of the index
 */
public record SnapshotFiles(Path output) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public static String name(long version) {
    return String.format(Locale.ROOT, "%020d.json", version);
  }

  Path file(long version) {
    return output.resolve("snapshots").resolve(name(version));
  }

  public ObjectNode read(long version) throws IOException {
    return (ObjectNode) JSON.readTree(file(version).toFile());
  }

  /** Makes this the newest snapshot. */
  public void write(ObjectNode snapshot, long version) throws IOException {
    writeSealed(file(version), snapshot.put("version", version));
    writeSealed(output.resolve("latest.json"), JSON.createObjectNode().put("version", version));
  }

  /** Rolls up the older layers of a snapshot, as long as two files could be filled. */
  void rollUp(ObjectNode snapshot, int size) throws IOException {
    ArrayNode recent = (ArrayNode) snapshot.get("layers");
    while (recent.size() >= 2 * size) {
      List<JsonNode> oldest = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        oldest.add(recent.get(i));
      }
      snapshot.withArray("rolls").add(roll(oldest));
      List<JsonNode> rest = new ArrayList<>();
      recent.forEach(rest::add);
      recent.removeAll().addAll(rest.subList(size, rest.size()));
    }
  }

  private ObjectNode roll(List<JsonNode> layers) throws IOException {
    ArrayNode list = JSON.createArrayNode().addAll(layers);
    String id = Sha256.hex(JSON.writeValueAsBytes(list)).substring(0, 32);
    String key = "rolls/" + id + ".json";
    Files.createDirectories(output.resolve("rolls"));
    ObjectNode file = JSON.createObjectNode().put("format", 2).put("id", id);
    file.set("layers", list);
    writeSealed(output.resolve(key), file);
    return JSON.createObjectNode()
        .put("id", id)
        .put("key", key)
        .put("layers", layers.size())
        .put("windowStart", layers.get(0).get("windowStart").textValue())
        .put("windowEnd", layers.get(layers.size() - 1).get("windowEnd").textValue())
        .put("documents", layers.stream().mapToLong(l -> l.get("documents").longValue()).sum())
        .put("tombstones", layers.stream().mapToLong(l -> l.get("tombstones").longValue()).sum());
  }

  private static void writeSealed(Path file, ObjectNode content) throws IOException {
    Files.write(file, sealed(content));
  }

  /** A file: its last field is the SHA-256 of what stands before its comma. */
  public static byte[] sealed(ObjectNode content) throws IOException {
    content.remove("sha256");
    String json = JSON.writeValueAsString(content);
    String body = json.substring(0, json.length() - 1);
    String seal = Sha256.hex(body.getBytes(StandardCharsets.UTF_8));
    return (body + ",\"sha256\":\"" + seal + "\"}\n").getBytes(StandardCharsets.UTF_8);
  }
}
