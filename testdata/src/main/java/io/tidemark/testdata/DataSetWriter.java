package io.tidemark.testdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Writes a whole run: the data and, beside it, when each file arrives, what is wrong on purpose,
 * what an index must hold, and the settings of such an index. Nothing in the side files needs
 * escaping.
 */
final class DataSetWriter {
  private final FileSink sink;
  private final StringBuilder arrivals = new StringBuilder("arrival_offset_ms,relative_path\n");
  private final StringBuilder corrupt = new StringBuilder();

  DataSetWriter(FileSink sink) {
    this.sink = sink;
  }

  void writeData(Iterator<GeneratedFile> files) throws IOException {
    while (files.hasNext()) {
      GeneratedFile file = files.next();
      sink.write("data/" + file.relativePath(), file.bytes());
      arrivals.append(file.arrivalOffset().toMillis()).append(',');
      arrivals.append(file.relativePath()).append('\n');
      for (GeneratedFile.Bad bad : file.badLines()) {
        corrupt.append("{\"relative_path\":\"").append(file.relativePath());
        corrupt.append("\",\"line\":").append(bad.line());
        corrupt.append(",\"kind\":\"").append(bad.kind()).append("\"}\n");
      }
    }
    write("arrivals.csv", arrivals);
    write("corrupt.jsonl", corrupt);
  }

  void writeExpectation(List<Checkpoint> checkpoints) throws IOException {
    StringBuilder states = new StringBuilder();
    StringBuilder terms = new StringBuilder();
    for (Checkpoint checkpoint : checkpoints) {
      String time =
          "{\"partition_time\":\"" + ChangeEncoder.TIME.format(checkpoint.partitionStart()) + "\"";
      states.append(time).append(",\"live_docs\":").append(checkpoint.liveDocs());
      states.append(",\"live_ids_sha256\":\"").append(checkpoint.liveIdsSha256());
      states.append("\",\"content_sha256\":\"").append(checkpoint.contentSha256()).append("\"}\n");
      for (Checkpoint.TermDocs docs : checkpoint.terms()) {
        terms.append(time).append(",\"term\":\"").append(docs.term());
        terms.append("\",\"doc_count\":").append(docs.docCount());
        terms.append(",\"ids_sha256\":\"").append(docs.idsSha256()).append("\"}\n");
      }
    }
    write("checkpoints.jsonl", states);
    write("expected.jsonl", terms);
  }

  void writeIndexSettings() throws IOException {
    sink.write("index.yaml", indexYaml());
  }

  static byte[] indexYaml() {
    try (InputStream in = DataSetWriter.class.getResourceAsStream("ads-index.yaml")) {
      return Objects.requireNonNull(in, "Missing from the jar: ads-index.yaml").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read ads-index.yaml from the jar", e);
    }
  }

  private void write(String name, StringBuilder text) throws IOException {
    sink.write(name, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
