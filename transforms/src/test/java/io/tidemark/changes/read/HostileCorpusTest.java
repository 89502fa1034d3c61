package io.tidemark.changes.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.changes.DocumentChange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Reads a set of real records with malformed ones among them, whose places are listed. The set is
 * not part of the project: the test is skipped where it is not found beside the repository, or in
 * the folder that {@code -Dtidemark.corpora} names.
 */
class HostileCorpusTest {
  private static final String SET = "tldr-small-hostile";
  private static final int TAR_BLOCK = 512;

  @Test
  void rejects_exactly_the_listed_records() throws IOException {
    Path tar = corpora().resolve(SET + ".tar");
    assumeTrue(Files.exists(tar), "no corpus at " + tar);
    Map<String, byte[]> files = unpack(tar);
    Reading reading =
        Reading.with(
            """
            version: version
            fields:
              title: {type: text}
              body: {type: text}
              lang: {type: keyword, path: facets.lang}
            """);
    Set<String> rejected = new TreeSet<>();
    List<DocumentChange> accepted = new ArrayList<>();

    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith("data/")) {
        Reading.Result result =
            reading.read(file.getKey().substring("data/".length()), file.getValue());
        result.rejects().forEach(reject -> rejected.add(reject.object() + " " + reject.line()));
        accepted.addAll(result.changes());
      }
    }

    assertThat(rejected, is(listed(files.get("corrupt.jsonl"))));
    assertThat(accepted.size(), is(46_170));
  }

  private static Set<String> listed(byte[] corrupt) throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String line : new String(corrupt, StandardCharsets.UTF_8).lines().toList()) {
      JsonNode row = new ObjectMapper().readTree(line);
      if (!row.get("kind").asText().equals("blank")) {
        listed.add(row.get("relative_path").asText() + " " + row.get("line").asInt());
      }
    }
    return listed;
  }

  private static Path corpora() {
    String set = System.getProperty("tidemark.corpora");
    if (set != null) {
      return Path.of(set);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && Files.exists(folder.resolve("pom.xml"))) {
      folder = folder.getParent();
    }
    return folder.resolve("shared").resolve("corpora");
  }

  /** The files of a ustar archive; whatever else is in it goes by. */
  private static Map<String, byte[]> unpack(Path tar) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
      for (byte[] header; (header = in.readNBytes(TAR_BLOCK))[0] != 0; ) {
        int size = Integer.parseInt(field(header, 124, 11), 8);
        byte[] content = in.readNBytes(size);
        in.skipNBytes(-size & (TAR_BLOCK - 1));
        if (header[156] == '0') {
          files.put(field(header, 0, 100).substring(SET.length() + 1), content);
        }
      }
    }
    return files;
  }

  private static String field(byte[] header, int from, int length) {
    String field = new String(header, from, length, StandardCharsets.US_ASCII);
    int end = field.indexOf('\0');
    return end < 0 ? field : field.substring(0, end);
  }
}
