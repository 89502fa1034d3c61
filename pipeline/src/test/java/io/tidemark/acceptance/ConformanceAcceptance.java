package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import io.tidemark.pipeline.Heartbeat;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.Compression;
import io.tidemark.testdata.Disorder;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.Timetable;
import io.tidemark.testdata.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same index on every runner in every mode, down to the bytes of its shard files: of data that
 * lies there, and when it goes on after a stop. What the index must be is checked in ({@link
 * Golden}); what it must answer comes with the data.
 */
public abstract class ConformanceAcceptance extends ModeSuite {
  private static final Duration PERIOD = Duration.ofMinutes(10);

  /** The sixth file of the ads to arrive belongs to a partition that the first five close. */
  private static final int FIRST = 5;

  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), PERIOD);

  /**
   * Whether all of a window reaches the sink at once. If not, a window may become several layers,
   * of which only those can be compared that happen to hold the same.
   */
  protected boolean wholeWindows() {
    return true;
  }

  @Test
  void checked_in_catalogue_is_exact() throws IOException {
    BuiltIndex index = take(at(ads), catalogueSettings());

    Exact.atEveryCheckpoint(index, ads, "description");
    matches(Golden.of("ads-small"), index);
  }

  @Test
  void generated_catalogue_is_exact() throws IOException {
    Corpus generated = generated();

    BuiltIndex index = take(at(generated), catalogueSettings());

    Exact.atEveryCheckpoint(index, generated, "description");
    matches(Golden.of("generated"), index);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tldr-small", "rustsec-full"})
  void clean_real_stream_is_exact(String name) throws IOException {
    Corpus corpus = unpack(name);

    BuiltIndex index = take(at(corpus), corpusSettings());

    Exact.atEveryCheckpoint(index, corpus, "body");
    matches(Golden.of(name), index);
  }

  @Test
  void hostile_real_stream_is_exact() throws IOException {
    Corpus corpus = unpack("tldr-small-hostile");

    BuiltIndex index = take(at(corpus), corpusSettings(), "--lateness=6h");

    Exact.atEnd(index, corpus, "body");
    matches(Golden.of("tldr-small-hostile"), index);
  }

  @Test
  void run_goes_on_where_the_last_one_left_off() throws IOException {
    Site site = Site.local(scratch.resolve("steps"));
    deliver(site, ads, ads.arrivals().subList(0, FIRST));
    BuiltIndex index = take(site, catalogueSettings());
    List<String> layers = index.layers();
    Map<String, String> shards = index.files("shards/");

    deliver(site, ads, ads.arrivals().subList(FIRST, ads.arrivals().size()));
    take(site, catalogueSettings());
    Map<String, String> grown = filesToKeep(index);
    take(site, catalogueSettings());

    assertThat(index.layers().subList(0, layers.size()), is(layers));
    assertThat(shards.entrySet(), everyItem(is(in(grown.entrySet()))));
    assertThat(filesToKeep(index), is(grown));
    Exact.atEnd(index, ads, "description");
    Golden.of("ads-small").matchesWhereWindowsHeldTheSame(index);
  }

  /** All but the sign of life, which every run leaves anew. */
  private static Map<String, String> filesToKeep(BuiltIndex index) throws IOException {
    Map<String, String> files = new TreeMap<>(index.files(""));
    files.remove(Heartbeat.KEY);
    return files;
  }

  private void matches(Golden golden, BuiltIndex index) throws IOException {
    if (wholeWindows()) {
      golden.matches(index);
    } else {
      golden.matchesWhereWindowsHeldTheSame(index);
    }
  }

  private Site at(Corpus corpus) {
    return new Site(corpus.data().toString(), scratch.resolve("index").toString(), List.of());
  }

  /** Five partitions in three files each, with files that are late, records that come again. */
  private Corpus generated() throws IOException {
    Path folder = scratch.resolve("generated");
    new CatalogueGenerator(
            new GeneratorSettings(
                7,
                new Timetable(Instant.parse("2026-05-04T18:00:00Z"), PERIOD, 5),
                new Volume(400, 600, 3, Compression.NONE),
                new Disorder(0.2, 3, 0.2, 0.05)))
        .writeTo(folder);
    return new Corpus(folder, PERIOD);
  }
}
