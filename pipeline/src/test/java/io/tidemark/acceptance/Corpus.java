package io.tidemark.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A real change stream with exact expected answers, unpacked from the folder beside the repository.
 *
 * @param folder it is unpacked in
 * @param period of its partitions
 */
record Corpus(Path folder, Duration period) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An expected answer: which ids hold a term in their body, as of a partition. */
  record Row(Instant partition, String term, long count, String sha256) {}

  /** A file and when it arrives, from the start of the stream. */
  record Arrival(Duration offset, String path) {}

  /** Where corpora are; there need not be any. */
  static Path home() {
    return Path.of(System.getProperty("tidemark.corpora", "../../shared/corpora")).normalize();
  }

  static boolean available(String name) {
    return Files.exists(home().resolve(name + ".tar"));
  }

  static Corpus unpack(String name, Path scratch) {
    try (InputStream file = Files.newInputStream(home().resolve(name + ".tar"));
        TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = scratch.resolve(entry.getName()).normalize();
        if (!target.startsWith(scratch)) {
          throw new IOException("Refused entry " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + name, e);
    }
    return new Corpus(scratch.resolve(name), Duration.ofMinutes(name.equals("tldr-full") ? 1 : 10));
  }

  Path data() {
    return folder.resolve("data");
  }

  /** The expected answers by the partition they are for. */
  Map<Instant, List<Row>> expected() throws IOException {
    Map<Instant, List<Row>> rows = new TreeMap<>();
    for (JsonNode row : lines("expected.jsonl")) {
      Instant partition = Instant.parse(row.get("partition_time").asText());
      rows.computeIfAbsent(partition, p -> new ArrayList<>())
          .add(
              new Row(
                  partition,
                  row.get("term").asText(),
                  row.get("doc_count").asLong(),
                  row.get("ids_sha256").asText()));
    }
    return rows;
  }

  /** Live documents and the hash of their ids, by partition. */
  Map<Instant, Row> live() throws IOException {
    Map<Instant, Row> rows = new TreeMap<>();
    for (JsonNode row : lines("checkpoints.jsonl")) {
      Instant partition = Instant.parse(row.get("partition_time").asText());
      rows.put(
          partition,
          new Row(
              partition, "*", row.get("live_docs").asLong(), row.get("live_ids_sha256").asText()));
    }
    return rows;
  }

  /** What must be rejected: {@code object:line}, sorted. Blank lines are no records. */
  List<String> rejects() throws IOException {
    return lines("corrupt.jsonl").stream()
        .filter(row -> !row.get("kind").asText().equals("blank"))
        .map(row -> row.get("relative_path").asText() + ":" + row.get("line").asLong())
        .sorted()
        .toList();
  }

  /** How many records there are: lines that are not blank, bytes of any kind. */
  long records() throws IOException {
    long records = 0;
    for (Arrival file : arrivals()) {
      try (InputStream in = open(data().resolve(file.path()))) {
        String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        for (String line : text.split("\n")) {
          records += line.isBlank() ? 0 : 1;
        }
      }
    }
    return records;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  /** The files in the order of their arrival. */
  List<Arrival> arrivals() throws IOException {
    return Files.readAllLines(folder.resolve("arrivals.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", 2))
        .map(cells -> new Arrival(Duration.ofMillis(Long.parseLong(cells[0])), cells[1]))
        .toList();
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }
}
