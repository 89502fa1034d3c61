package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.storage.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The newest change wins: the index is a function of the set of changes, however they are dealt out
 * to files, partitions and runs, in whatever order and however often.
 */
public abstract class ShuffledChangesAcceptance extends RunnerSuite {
  private static final int ROUNDS = 8;
  private static final String WORDS = "tent stove rope lamp red blue light warm dry new";

  private final List<String> changes = changes(new Random(5));
  private String plain = "";

  @BeforeEach
  void run_plainly() throws IOException {
    Site site = Site.local(scratch.resolve("plain"));
    put(site, Map.of("dt=2026-05-04/hr=18/mi=00/all.jsonl", changes));
    runToNow(site).succeeded();
    plain = index(site).digest();
  }

  @Test
  void changes_dealt_at_random_give_the_index_of_one_plain_file() throws IOException {
    for (int seed = 1; seed <= ROUNDS; seed++) {
      Random random = new Random(seed);
      Site site = Site.local(scratch.resolve("round-" + seed));
      Map<String, List<String>> files = deal(random);

      List<String> later = files.keySet().stream().filter(file -> random.nextInt(3) == 0).toList();
      Map<String, List<String>> sooner = new TreeMap<>(files);
      sooner.keySet().removeAll(later);
      put(site, sooner);
      runToNow(site, "--lateness=6h").succeeded();
      files.keySet().removeAll(sooner.keySet());
      put(site, files);
      runToNow(site, "--lateness=6h").succeeded();

      assertThat("seed " + seed, index(site).digest(), is(plain));
      assertThat(
          "seed " + seed,
          index(site).status().at("/objects/all").asInt(),
          is(sooner.size() + files.size()));
    }
  }

  /** Each change one to three times into any files of any partitions. */
  private Map<String, List<String>> deal(Random random) {
    Map<String, List<String>> files = new TreeMap<>();
    for (String change : changes) {
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        String file =
            "dt=2026-05-04/hr=18/mi=" + random.nextInt(6) + "0/" + random.nextInt(2) + ".jsonl";
        List<String> lines = files.computeIfAbsent(file, f -> new ArrayList<>());
        lines.add(random.nextInt(lines.size() + 1), change);
      }
    }
    return files;
  }

  private static void put(Site site, Map<String, List<String>> files) throws IOException {
    try (ObjectStore store = site.open(site.input())) {
      for (Map.Entry<String, List<String>> file : files.entrySet()) {
        String body = String.join("\n", file.getValue());
        store.put(file.getKey(), body.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Upserts and deletes of a few documents, some with the same version but other content. */
  private static List<String> changes(Random random) {
    List<String> words = List.of(WORDS.split(" "));
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      String id = "ad-" + random.nextInt(15);
      int version = random.nextInt(12);
      String rest =
          random.nextInt(4) == 0
              ? "\"op\":\"delete\""
              : "\"headline\":\""
                  + words.get(random.nextInt(words.size()))
                  + " "
                  + words.get(random.nextInt(words.size()))
                  + "\",\"status\":\"active\",\"bid_micros\":"
                  + random.nextInt(3);
      changes.add("{\"id\":\"" + id + "\",\"version\":" + version + "," + rest + "}");
    }
    return changes;
  }
}
