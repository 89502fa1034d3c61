package io.tidemark.soak;

import io.tidemark.pipeline.Heartbeat;
import io.tidemark.publish.Snapshot;
import io.tidemark.storage.ObjectStore;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One endless run in a process of its own, and what is known of it. */
final class SoakRun implements Closeable {
  private static final String MODE = "-";
  private static final Duration STOPPING = Duration.ofMinutes(3);
  private static final double MIB = 1024 * 1024;
  private static final double NANOS_PER_MINUTE = 60e9;

  private final String engine;
  private final Process process;
  private final CountingProxy proxy;
  private final RequestCounts counts;
  private final ObjectStore output;
  private final IndexLook index;
  private final Probe probe;
  private @Nullable Totals before;
  private @Nullable LiveBytes firstHeap;
  private @Nullable LiveBytes lastHeap;

  /** What only grows, at one moment. */
  private record Totals(
      long nanos,
      RequestCounts.Reading requests,
      Duration cpu,
      long version,
      @Nullable Heartbeat beat) {}

  private SoakRun(
      String engine,
      Process process,
      CountingProxy proxy,
      RequestCounts counts,
      ObjectStore output) {
    this.engine = engine;
    this.process = process;
    this.proxy = proxy;
    this.counts = counts;
    this.output = output;
    this.index = new IndexLook(output);
    this.probe = new Probe(process.toHandle());
  }

  /** Starts a run of an engine that watches the input of a site. */
  static SoakRun start(String engine, SoakSite site, Commands commands, List<String> settings)
      throws IOException {
    RequestCounts counts = new RequestCounts(site.inputPrefix());
    CountingProxy proxy = CountingProxy.start(site.endpoint(), counts);
    List<String> arguments = new ArrayList<>(List.of("run", "--runner=" + runner(engine)));
    if (engine.contains(MODE)) {
      arguments.add("--mode=" + engine.substring(engine.indexOf(MODE) + 1));
    }
    arguments.add("--output=" + site.output(engine));
    arguments.addAll(settings);
    arguments.addAll(site.argumentsBy(proxy.endpoint()));
    Process process = commands.start(engine, arguments);
    return new SoakRun(engine, process, proxy, counts, site.open(site.output(engine)));
  }

  /** What was asked for: the name of a runner, and perhaps a dash and a mode. */
  String engine() {
    return engine;
  }

  /** The runner of an engine: {@code flink} of {@code flink-cycles}. */
  static String runner(String engine) {
    return engine.split(MODE, 2)[0];
  }

  boolean alive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  @Nullable Snapshot newest() throws IOException {
    return index.newest();
  }

  /** What the run holds, and what it did since it was sampled last. */
  Map<Measure, Double> sample(Instant now) throws IOException {
    Map<Measure, Double> seen = new EnumMap<>(Measure.class);
    seen.putAll(probe.look());
    seen.putAll(index.look(now));
    Heartbeat beat = index.beat().orElse(null);
    if (beat != null) {
      seen.put(Measure.KNOWN, (double) beat.known());
      seen.put(Measure.OPEN, (double) beat.openPartitions());
    }
    Snapshot newest = index.newest();
    Totals totals =
        new Totals(
            System.nanoTime(),
            counts.read(),
            probe.cpu(),
            newest == null ? 0 : newest.version(),
            beat);
    if (before != null) {
      addRates(seen, before, totals);
    }
    before = totals;
    return seen;
  }

  private static void addRates(Map<Measure, Double> seen, Totals from, Totals to) {
    double minutes = (to.nanos() - from.nanos()) / NANOS_PER_MINUTE;
    RequestCounts.Reading a = from.requests();
    RequestCounts.Reading b = to.requests();
    seen.put(Measure.REQUESTS, (b.requests() - a.requests()) / minutes);
    seen.put(Measure.INPUT_LISTS, (b.inputLists() - a.inputLists()) / minutes);
    seen.put(Measure.INDEX_LISTS, (b.indexLists() - a.indexLists()) / minutes);
    seen.put(Measure.READ, (b.received() - a.received()) / MIB / minutes);
    seen.put(Measure.WRITTEN, (b.sent() - a.sent()) / MIB / minutes);
    seen.put(Measure.CPU, to.cpu().minus(from.cpu()).toMillis() / 1000.0 / minutes);
    seen.put(Measure.COMMITS, (to.version() - from.version()) / minutes);
    addLists(seen, from.beat(), to.beat());
  }

  /** A heartbeat is some seconds old when it is read: what counts is when it was written. */
  private static void addLists(
      Map<Measure, Double> seen, @Nullable Heartbeat from, @Nullable Heartbeat to) {
    if (from != null && to != null && to.at().isAfter(from.at())) {
      double minutes = Duration.between(from.at(), to.at()).toNanos() / NANOS_PER_MINUTE;
      seen.put(Measure.LISTS, (to.lists() - from.lists()) / minutes);
    }
  }

  /**
   * Collects the heap.
   *
   * @param judged whether the run is warm, so that what grows from now on is told
   * @return MiB left
   */
  double heap(boolean judged) throws IOException, InterruptedException {
    LiveBytes live = probe.heap();
    if (judged) {
      firstHeap = firstHeap == null ? live : firstHeap;
      lastHeap = live;
    }
    return live.total() / MIB;
  }

  /** The classes that grew most between the first and the last heap judged. */
  List<String> heapGrowth(int most) {
    return firstHeap == null || lastHeap == null
        ? List.of()
        : lastHeap.growthSince(firstHeap, most);
  }

  /** Asks the run to stop, as a service manager does. True when it did. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
    proxy.close();
  }
}
