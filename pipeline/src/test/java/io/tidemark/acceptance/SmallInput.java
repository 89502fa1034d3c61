package io.tidemark.acceptance;

import io.tidemark.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A few partitions of a few changes each; each partition changes what the ones before made. */
final class SmallInput {
  private static final int CHANGES = 8;

  private SmallInput() {}

  static Path settings(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("small.yaml"),
        "id: id\nop: op\nversion: version\nfields:\n  title: {type: text, stored: true}\n");
  }

  /** Puts partitions into an input; the odd ones are compressed. */
  static void deliver(Site site, int from, int to) throws IOException {
    try (ObjectStore store = site.open(site.input())) {
      for (int partition = from; partition < to; partition++) {
        String key = String.format(Locale.ROOT, "dt=2026-01-05/hr=10/mi=%d0/a.jsonl", partition);
        byte[] lines = lines(partition).getBytes(StandardCharsets.UTF_8);
        if (partition % 2 == 0) {
          store.put(key, lines);
        } else {
          store.put(key + ".gz", gzip(lines));
        }
      }
    }
  }

  private static String lines(int partition) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < CHANGES; i++) {
      int id = partition * CHANGES / 2 + i;
      String op = i == CHANGES - 1 && partition > 0 ? "delete" : "upsert";
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"id\":\"d%d\",\"op\":\"%s\",\"version\":%d,\"title\":\"word%d of %d\"}%n",
              id,
              op,
              partition + 1,
              i,
              partition));
    }
    return lines.toString();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}
