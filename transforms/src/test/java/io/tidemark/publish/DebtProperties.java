package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.watch.WatchSettings;
import io.tidemark.changes.watch.WatchSettings.LatePolicy;
import io.tidemark.changes.watch.WatchSettings.Publish;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** However runs die, catch up and repair: nothing is forgotten, and in the end all is there. */
class DebtProperties {
  @Property(tries = 200)
  void every_file_is_committed_or_owed_and_in_the_end_committed(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2) int runs, @ForAll Publish publish)
      throws IOException {
    Random random = new Random(seed);
    DebtSimulation simulation = new DebtSimulation(settings(publish, random), runs, random);

    for (int i = 0; i < 250; i++) {
      simulation.step();
    }
    simulation.finish();

    Progress progress = simulation.progress;
    Statistics.label("owed something").collect(simulation.owedEver);
    assertThat(progress.debt(), is(empty()));
    assertThat(simulation.committed, is(simulation.input.versions()));
    assertThat(progress.totals().objects(), is((long) simulation.committed.size()));
    assertThat(progress.totals().skipped(), is(0L));
    assertThat(progress.pending(), is(empty()));
  }

  private static WatchSettings settings(Publish publish, Random random) {
    return WatchSettings.of("memory:test", Simulation.LAYOUT)
        .withPublish(publish)
        .withPolling(
            new WatchSettings.Polling(Duration.ofSeconds(1), 1 + random.nextInt(8), 1L << 30))
        .withClosing(new WatchSettings.Closing(Duration.ofSeconds(3), Duration.ZERO))
        .withLate(
            new WatchSettings.Late(
                Duration.ofMinutes(40), LatePolicy.INCLUDE, Duration.ofDays(366)));
  }
}
