package io.tidemark.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.acceptance.Corpus.Row;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An index that runs made, asked through the command line.
 *
 * @param site it is at
 * @param scratch for the cache of shard files and the like
 */
record BuiltIndex(Site site, Path scratch) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  CommandRun command(String... command) {
    return CommandRun.of(site.reading(scratch.resolve("cache"), command));
  }

  JsonNode status() throws IOException {
    return JSON.readTree(command("status", "--json").succeeded());
  }

  /** The last word of a verification that succeeded. */
  String verdict(String... options) {
    List<String> command = new ArrayList<>(List.of("verify"));
    command.addAll(List.of(options));
    String out = command(command.toArray(String[]::new)).succeeded();
    return out.lines().reduce("", (before, line) -> line);
  }

  String digest() {
    return command("digest").succeeded();
  }

  /** Ids of the documents that match. */
  List<String> ids(String query) {
    return command("ids", query).succeeded().lines().toList();
  }

  JsonNode search(String query) throws IOException {
    return JSON.readTree(command("search", "--json", "--top=1000", query).succeeded());
  }

  /** The layers of the newest snapshot, in the order of their commits. */
  List<String> layers() throws IOException {
    try (ObjectStore store = site.open(site.output())) {
      Snapshot newest = new SnapshotLog(store).newest().orElseThrow();
      return newest.layers().stream().map(LayerRef::id).toList();
    }
  }

  /** The shard files of the live layers, and what went into each. */
  ShardFiles shardFiles() throws IOException {
    try (ObjectStore store = site.open(site.output())) {
      return ShardFiles.of(new SnapshotLog(store));
    }
  }

  /** The files of the index under a folder, in hex, by their keys. */
  SortedMap<String, String> files(String folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (ObjectStore store = site.open(site.output())) {
      for (StoredObject file : store.list(folder, "", ObjectStore.MAX_LIST)) {
        files.put(file.key(), HexFormat.of().formatHex(store.get(file.key())));
      }
    }
    return files;
  }

  /** What was rejected, as {@code object:line}, sorted. */
  List<String> rejects() throws IOException {
    return rejected().stream()
        .map(reject -> reject.get("object").asText() + ":" + reject.get("line").asLong())
        .sorted()
        .toList();
  }

  /** What was rejected, in the order of the files that keep it. */
  List<JsonNode> rejected() throws IOException {
    List<JsonNode> rejects = new ArrayList<>();
    try (ObjectStore store = site.open(site.output())) {
      for (StoredObject file : store.list("rejects/", "", ObjectStore.MAX_LIST)) {
        String lines = new String(store.get(file.key()), StandardCharsets.UTF_8);
        for (String line : lines.lines().toList()) {
          rejects.add(JSON.readTree(line));
        }
      }
    }
    return rejects;
  }

  /**
   * How answers differ from the expected ones.
   *
   * @param field the terms are in
   * @param snapshot to ask, as an option
   */
  List<String> differences(String field, List<Row> rows, String snapshot) throws IOException {
    List<String> texts = rows.stream().map(row -> query(field, row)).toList();
    Path queries = Files.write(scratch.resolve("queries.txt"), texts);
    List<String> answers =
        command("ids", snapshot, "--queries=" + queries).succeeded().lines().toList();
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String wanted = row.count() + "\t" + row.sha256() + "\t" + texts.get(i);
      if (!answers.get(i).equals(wanted)) {
        differences.add(snapshot + ": wanted " + wanted + ", got " + answers.get(i));
      }
    }
    return differences;
  }

  private static String query(String field, Row row) {
    return row.term().equals("*") ? "*:*" : field + ":" + row.term();
  }
}
