package io.tidemark.index;

import static io.tidemark.index.TestChange.upsert;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;

class ZipDirectoryTest {
  private final Directory folder = new ByteBuffersDirectory();

  @Test
  void entries_are_read_in_place() throws IOException {
    write(zip(ZipEntry.STORED, "b.txt", "second", "a.txt", "", "_0.cfe", "third"));

    try (ZipDirectory zip = ZipDirectory.open(folder, "x.zip")) {
      assertThat(zip.listAll(), arrayContaining("_0.cfe", "a.txt", "b.txt"));
      assertThat(zip.fileLength("a.txt"), is(0L));
      assertThat(read(zip, "b.txt"), is("second"));
      assertThat(read(zip, "_0.cfe"), is("third"));
      zip.checkIntegrity();
    }
  }

  @Test
  void lucene_opens_a_segment_in_it() throws IOException {
    write(TestSegments.shardFile(List.of(upsert("a", 1, "x"), TestChange.delete("b", 1))));

    try (ZipDirectory zip = ZipDirectory.open(folder, "x.zip");
        DirectoryReader reader = DirectoryReader.open(zip)) {
      assertThat(reader.numDocs(), is(1));
      assertThat(reader.numDeletedDocs(), is(1));
    }
  }

  @Test
  void file_that_is_not_there_is_told() throws IOException {
    write(zip(ZipEntry.STORED, "a", "x"));

    try (ZipDirectory zip = ZipDirectory.open(folder, "x.zip")) {
      assertThrows(FileNotFoundException.class, () -> zip.openInput("b", IOContext.READONCE));
    }
  }

  @Test
  void empty_archive_has_no_files() throws IOException {
    write(zip(ZipEntry.STORED));

    try (ZipDirectory zip = ZipDirectory.open(folder, "x.zip")) {
      assertThat(zip.listAll().length, is(0));
    }
  }

  @Test
  void compressed_entries_are_refused() throws IOException {
    write(zip(ZipEntry.DEFLATED, "a", "x"));

    assertThat(refusal(), containsString("entry a is not stored as it is"));
  }

  @Test
  void names_that_are_paths_are_refused() throws IOException {
    write(zip(ZipEntry.STORED, "../a", "x"));

    assertThat(refusal(), containsString("entry '../a' is not a Lucene file"));
  }

  @Test
  void cut_archive_is_refused() throws IOException {
    byte[] whole = zip(ZipEntry.STORED, "a", "a long text to be cut");

    write(Arrays.copyOf(whole, 40));

    assertThat(refusal(), containsString("entry a ends after the archive"));
  }

  @Test
  void flipped_bit_is_found_by_the_integrity_check() throws IOException {
    byte[] bytes = zip(ZipEntry.STORED, "a", "text");
    bytes[31] ^= 1;
    write(bytes);

    try (ZipDirectory zip = ZipDirectory.open(folder, "x.zip")) {
      assertThat(
          assertThrows(CorruptIndexException.class, zip::checkIntegrity).getMessage(),
          containsString("a does not match its CRC-32"));
    }
  }

  @Test
  void every_cut_of_an_archive_is_refused_or_lacks_whole_entries() throws IOException {
    byte[] whole = zip(ZipEntry.STORED, "a", "first", "b", "second");
    int ends = whole.length;

    for (int length = 0; length < ends; length++) {
      Directory cut = new ByteBuffersDirectory();
      try (IndexOutput out = cut.createOutput("x.zip", IOContext.DEFAULT)) {
        out.writeBytes(whole, length);
      }
      try (ZipDirectory zip = ZipDirectory.open(cut, "x.zip")) {
        assertThat(read(zip, "a") + read(zip, "b"), is("firstsecond"));
      } catch (IOException expected) {
        assertThat(length < ends, is(true));
      }
    }
  }

  private String refusal() {
    return assertThrows(CorruptIndexException.class, () -> ZipDirectory.open(folder, "x.zip"))
        .toString();
  }

  private void write(byte[] archive) throws IOException {
    try (IndexOutput out = folder.createOutput("x.zip", IOContext.DEFAULT)) {
      out.writeBytes(archive, archive.length);
    }
  }

  private static String read(Directory directory, String name) throws IOException {
    try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
      byte[] content = new byte[(int) in.length()];
      in.readBytes(content, 0, content.length);
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private static byte[] zip(int method, String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] content = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(namesAndTexts[i]);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }
}
