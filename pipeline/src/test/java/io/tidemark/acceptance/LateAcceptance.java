package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.publish.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pipeline that runs makes of a file whose partition it closed before. */
public abstract class LateAcceptance extends ModeSuite {
  /** Belongs to 18:10, and arrives when the partitions up to 18:30 may be closed. */
  private static final int LATE = 5;

  private static final int ALL = 12;

  private final Corpus ads = new Corpus(inRepository("testdata/ads-small"), Duration.ofMinutes(10));

  @ParameterizedTest
  @CsvSource({"include, 1, 0, 0", "divert, 0, 1, 0", "drop, 0, 0, 1"})
  void late_file_is_treated_as_asked(String policy, int late, int diverted, int dropped)
      throws IOException {
    BuiltIndex expected = expected(policy.equals("include"));
    Site site = Site.local(scratch.resolve("live"));

    deliverLive(site, policy);

    BuiltIndex index = index(site);
    JsonNode status = index.status();
    assertThat(counts(status), is(List.of(ALL, ALL - 1, late, diverted, dropped, 0)));
    assertThat(index.digest(), is(expected.digest()));
    assertThat(status.get("records"), is(expected.status().get("records")));
    assertThat(status.get("addsUp").asBoolean(), is(true));
    assertThat(index.verdict(), is("no fault found"));
  }

  /** An index of all files, or of all but the one that is late. */
  private BuiltIndex expected(boolean all) throws IOException {
    Site site = Site.local(scratch.resolve("expected"));
    List<Corpus.Arrival> files = ads.arrivals();
    assertThat(files.get(LATE).path(), startsWith("dt=2026-05-04/hr=18/mi=10/"));
    deliver(site, ads, files.stream().filter(f -> all || !f.equals(files.get(LATE))).toList());
    runToNow(site).succeeded();
    return index(site);
  }

  /** Delivers the late file once the others are published, and stops when all is. */
  private void deliverLive(Site site, String policy) throws IOException {
    List<Corpus.Arrival> files = ads.arrivals();
    List<Corpus.Arrival> late = files.subList(LATE, LATE + 1);
    deliver(site, ads, files.stream().filter(file -> !late.contains(file)).toList());
    boolean[] delivered = new boolean[1];
    runUntil(
        site,
        catalogueSettings(),
        newest -> {
          if (!delivered[0] && closed(newest, "2026-05-04T19:00:00Z")) {
            deliver(site, ads, late);
            delivered[0] = true;
          }
          return delivered[0] && Intake.of(site).taken(newest);
        },
        "--late=" + policy);
  }

  private static boolean closed(Snapshot snapshot, String end) {
    Instant watermark = snapshot.progress().watermark();
    return watermark != null && !watermark.isBefore(Instant.parse(end));
  }

  private static List<Integer> counts(JsonNode status) {
    return List.of("all", "onTime", "late", "diverted", "dropped", "skipped").stream()
        .map(name -> status.get("objects").get(name).asInt())
        .toList();
  }
}
