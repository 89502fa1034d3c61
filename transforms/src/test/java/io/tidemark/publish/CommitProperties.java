package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.changes.watch.ObjectVersion;
import io.tidemark.changes.watch.ScriptedWatch;
import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.changes.watch.WatchSettings.LatePolicy;
import io.tidemark.changes.watch.WatchSettings.Publish;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * However panes are cut, delayed, repeated and lost, and whenever runs die: the progress ends where
 * it would with everything in one layer, and the watermark passes nothing that is not committed.
 */
class CommitProperties {

  @Property(tries = 300)
  void files_that_are_there_are_committed_once_and_never_passed(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 2) int runs,
      @ForAll @IntRange(max = 2) int lateness,
      @ForAll Publish publish)
      throws IOException {
    Random random = new Random(seed);
    WatchSettings settings = settings(publish, Duration.ofMinutes(10L * lateness), random);
    CommitSimulation simulation = new CommitSimulation(settings, runs, random);
    for (int i = 0; i < 12; i++) {
      simulation.write("e1");
    }

    for (int i = 0; i < 150; i++) {
      simulation.step();
      assertThat(simulation.passed(), everyItem(is(in(simulation.committed))));
    }
    simulation.finish();

    Progress progress = simulation.progress;
    Progress expected = inOneLayer(simulation.input, settings);
    assertThat(simulation.committed, is(simulation.input.versions()));
    assertThat(progress.watermark(), is(expected.watermark()));
    assertThat(progress.floor(), is(expected.floor()));
    assertThat(progress.totals().objects(), is(expected.totals().objects()));
    assertThat(progress.totals().records(), is(expected.totals().records()));
    assertThat(progress.objects().keySet(), is(expected.objects().keySet()));
    assertThat(simulation.indexed, is((long) simulation.committed.size()));
    assertThat(progress.pending(), is(empty()));
    // Of runs that died, closings may wait until the floor has passed them; they move nothing.
    assertThat(progress.waiting(), everyItem(is(in(simulation.leftByDeadRuns()))));
    assertThat(lateness > 0 || progress.waiting().isEmpty(), is(true));
  }

  @Property(tries = 300)
  void files_that_come_and_change_meanwhile_are_not_lost(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2) int runs, @ForAll Publish publish)
      throws IOException {
    Random random = new Random(seed);
    WatchSettings settings = settings(publish, Duration.ofHours(6), random);
    CommitSimulation simulation = new CommitSimulation(settings, runs, random);

    for (int i = 0; i < 200; i++) {
      simulation.step();
      if (random.nextInt(8) == 0) {
        simulation.write("e" + i);
      }
    }
    simulation.finish();

    Progress progress = simulation.progress;
    assertThat(simulation.input.versions(), everyItem(is(in(simulation.committed))));
    assertThat(progress.totals().objects(), is((long) simulation.committed.size()));
    assertThat(
        progress.totals().records(),
        is(
            simulation.committed.stream()
                .mapToLong(version -> Deliveries.records(version.key(), version.etag()))
                .sum()));
    assertThat(
        progress.pending().stream()
            .map(leg -> new ObjectVersion(leg.receipt().object(), leg.receipt().etag()))
            .toList(),
        everyItem(is(not(in(simulation.input.versions())))));
  }

  private static WatchSettings settings(Publish publish, Duration lateness, Random random) {
    return WatchSettings.of("memory:test", Simulation.LAYOUT)
        .withPublish(publish)
        .withPolling(
            new WatchSettings.Polling(Duration.ofSeconds(1), 1 + random.nextInt(8), 1L << 30))
        .withClosing(new WatchSettings.Closing(Duration.ofSeconds(3), Duration.ZERO))
        .withLate(new WatchSettings.Late(lateness, LatePolicy.INCLUDE, Duration.ofDays(366)));
  }

  private static Progress inOneLayer(ScriptedWatch.Input input, WatchSettings settings)
      throws IOException {
    ScriptedWatch watch = new ScriptedWatch(input, settings, null);
    Progress progress = Progress.NONE;
    for (int hour = 1; hour < 40; hour++) {
      Instant now = Simulation.FIRST.plus(Duration.ofHours(hour));
      progress =
          ProgressUpdate.of(
                  progress, Deliveries.together(watch.poll(now)), settings.late().lateness())
              .progress();
    }
    return progress;
  }
}
