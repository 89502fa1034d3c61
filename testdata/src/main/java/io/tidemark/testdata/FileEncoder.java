package io.tidemark.testdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes planned files out. */
final class FileEncoder {
  private final Compression compression;

  FileEncoder(Compression compression) {
    this.compression = compression;
  }

  GeneratedFile encode(PlannedFile file, Instant partitionStart) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.lines().size() * 600 + 1);
    ChangeEncoder encoder = new ChangeEncoder(out);
    List<GeneratedFile.Bad> badLines = new ArrayList<>();
    int number = 0;
    for (Line line : file.lines()) {
      number++;
      if (line instanceof CatalogueChange change) {
        encoder.write(change);
      } else if (line instanceof BadLine bad) {
        out.writeBytes(BadLineEncoder.encode(bad));
        badLines.add(new GeneratedFile.Bad(number, bad.kind().text()));
      }
      out.write('\n');
    }
    return new GeneratedFile(
        file.relativePath(),
        compression == Compression.GZIP ? gzip(out) : out.toByteArray(),
        partitionStart,
        file.arrivalOffset(),
        file.lateBy(),
        number - badLines.size(),
        badLines);
  }

  private static byte[] gzip(ByteArrayOutputStream plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.size() / 3 + 32);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      plain.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compress in memory", e);
    }
    return packed.toByteArray();
  }
}
