package io.tidemark.publish.segment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentArchiveTest {
  private final Path folder;

  SegmentArchiveTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void any_zip_tool_reads_the_archive() throws IOException {
    Path file = folder.resolve("shard.zip");

    Files.write(
        file, SegmentArchive.pack(directory("segments_1", "commit", "_0.si", "", "_0_1.liv", "x")));

    List<String> entries = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String content = new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
        entries.add(entry.getName() + " " + entry.getTimeLocal() + " " + content);
        assertThat(entry.getMethod(), is(ZipEntry.STORED));
      }
    }
    assertThat(
        entries,
        contains(
            "_0.si " + LocalDateTime.of(1980, 1, 1, 0, 0) + " ",
            "_0_1.liv " + LocalDateTime.of(1980, 1, 1, 0, 0) + " x",
            "segments_1 " + LocalDateTime.of(1980, 1, 1, 0, 0) + " commit"));
  }

  @Test
  void files_come_out_as_they_went_in() throws IOException {
    byte[] archive = SegmentArchive.pack(directory("segments_1", "commit", "_0.fdt", "stored"));

    unpack(archive);

    assertThat(files(), contains("_0.fdt", "segments_1"));
    assertThat(Files.readString(folder.resolve("_0.fdt")), is("stored"));
    assertThat(Files.readString(folder.resolve("segments_1")), is("commit"));
  }

  @Test
  void order_of_writing_leaves_no_trace() throws IOException {
    byte[] archive = SegmentArchive.pack(directory("segments_1", "commit", "_0.fdt", "stored"));

    byte[] other = SegmentArchive.pack(directory("_0.fdt", "stored", "segments_1", "commit"));

    assertThat(other, equalTo(archive));
  }

  @Test
  void entry_outside_of_the_folder_is_refused() throws IOException {
    byte[] archive = zip("../segments_1", "commit");

    IOException thrown = assertThrows(IOException.class, () -> unpack(archive));

    assertThat(thrown.getMessage(), containsString("../segments_1"));
    assertThat(files(), empty());
  }

  @Test
  void entry_that_comes_twice_is_refused() throws IOException {
    byte[] archive = zip("_0.fdt", "one", "_0.fdu", "two");
    byte[] twice = new String(archive, ISO_8859_1).replace("_0.fdu", "_0.fdt").getBytes(ISO_8859_1);

    IOException thrown = assertThrows(IOException.class, () -> unpack(twice));

    assertThat(thrown.getMessage(), containsString("_0.fdt after _0.fdt"));
  }

  @Test
  void archive_cut_short_anywhere_is_refused() throws IOException {
    byte[] archive = SegmentArchive.pack(directory("segments_1", "commit", "_0.fdt", "stored"));
    int lastContent = new String(archive, ISO_8859_1).indexOf("commit") + "commit".length();

    for (int length = 0; length < lastContent; length++) {
      byte[] cut = Arrays.copyOf(archive, length);
      assertThrows(IOException.class, () -> unpack(cut), "cut to " + length);
    }
  }

  @Test
  void changed_byte_is_noticed() throws IOException {
    byte[] archive = SegmentArchive.pack(directory("segments_1", "commit", "_0.fdt", "stored"));
    archive[new String(archive, ISO_8859_1).indexOf("stored")]++;

    IOException thrown = assertThrows(IOException.class, () -> unpack(archive));

    assertThat(thrown.getMessage(), containsString("CRC"));
  }

  private void unpack(byte[] archive) throws IOException {
    SegmentArchive.unpack(new ByteArrayInputStream(archive), folder);
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Directory directory(String... namesAndContents) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      byte[] content = namesAndContents[i + 1].getBytes(UTF_8);
      try (IndexOutput output = directory.createOutput(namesAndContents[i], IOContext.DEFAULT)) {
        output.writeBytes(content, content.length);
      }
    }
    return directory;
  }

  private static byte[] zip(String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = namesAndContents[i + 1].getBytes(UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(namesAndContents[i]);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
