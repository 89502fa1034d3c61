package io.tidemark.changes.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.tidemark.changes.Discovery;
import io.tidemark.changes.DiscoveryCoder;
import io.tidemark.changes.InputObject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** The transform in pipelines. */
class WatchPartitionsTest {
  private static final Clock CLOCK = Clock.fixed(WatchDriver.at("18:45:00"), ZoneOffset.UTC);

  @Test
  void bounded_watch_runs_to_its_end_with_each_object_in_the_window_of_its_partition() {
    MemoryStore store = MemoryStoreProvider.store("memory:bounded");
    List<String> expected = new ArrayList<>();
    for (int minute = 0; minute < 60; minute += 10) {
      for (int part = 0; part < 40; part++) {
        String key = "p=20260504T18" + (minute == 0 ? "00" : minute) + "/" + part;
        store.put(key);
        expected.add(key + " in " + "18:" + (minute == 0 ? "00" : minute));
      }
    }
    Pipeline pipeline = Pipeline.create();

    PCollection<Discovery> found =
        pipeline.apply(
            WatchPartitions.of(
                    WatchSettings.of("memory:bounded", WatchDriver.LAYOUT)
                        .withPolling(WatchDriver.polling(150, Long.MAX_VALUE))
                        .withEnd(WatchEnd.NOW))
                .withClock(CLOCK));

    assertThat(found.isBounded(), is(IsBounded.BOUNDED));
    PAssert.that(windowed(found)).containsInAnyOrder(expected);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(counter(result, "polls"), is(2L));
    assertThat(counter(result, "lists"), is(2L));
    assertThat(counter(result, "objectsDiscovered"), is(240L));
    assertThat(counter(result, "partitionsClosed"), is(6L));
  }

  @Test
  void watch_without_an_end_is_unbounded() {
    PCollection<Discovery> found =
        Pipeline.create()
            .apply(WatchPartitions.of(WatchSettings.of("memory:none", WatchDriver.LAYOUT)));

    assertThat(found.isBounded(), is(IsBounded.UNBOUNDED));
    assertThat(found.getCoder(), is(DiscoveryCoder.of()));
  }

  private static PCollection<String> windowed(PCollection<Discovery> found) {
    return found
        .apply(Window.into(FixedWindows.of(Duration.standardMinutes(10))))
        .apply(WithKeys.of(0))
        .setCoder(
            org.apache.beam.sdk.coders.KvCoder.of(
                org.apache.beam.sdk.coders.VarIntCoder.of(), DiscoveryCoder.of()))
        .apply(GroupByKey.create())
        .apply(ParDo.of(new NameFn()))
        .apply(Flatten.iterables())
        .apply(Window.into(new org.apache.beam.sdk.transforms.windowing.GlobalWindows()));
  }

  private static long counter(PipelineResult result, String name) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named("tidemark", name)).build();
    long sum = 0;
    for (MetricResult<Long> metric : result.metrics().queryMetrics(filter).getCounters()) {
      sum += metric.getAttempted();
    }
    return sum;
  }

  private static final class NameFn extends DoFn<KV<Integer, Iterable<Discovery>>, List<String>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void name(
        @Element KV<Integer, Iterable<Discovery>> group,
        BoundedWindow window,
        OutputReceiver<List<String>> output) {
      List<String> names = new ArrayList<>();
      String end = window.maxTimestamp().toString();
      for (Discovery discovery : group.getValue()) {
        if (discovery instanceof InputObject object) {
          names.add(object.key() + " in " + end.substring(11, 15) + "0");
        }
      }
      output.output(names);
    }
  }
}
