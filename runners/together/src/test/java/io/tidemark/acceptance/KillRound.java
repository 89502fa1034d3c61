package io.tidemark.acceptance;

import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One index that is made by processes of which each is killed, while the stream lands; and then by
 * one that takes what is left.
 */
final class KillRound {
  /** In the last of its lives nothing lands any more. */
  private static final double WHILE_LANDING = 0.85;

  private static final Pattern STARTED =
      Pattern.compile("Run (\\S+) \\(\\w+\\) continues version (\\d+) ");
  private static final String HIT = "hit";
  private static final String IDLE = "idle: there was nothing left to do";
  private static final int MOST_REQUESTS_BEFORE_THE_LATE_ONE = 40;
  private static final int MOST_MILLIS_BETWEEN_FILES = 120;

  private final KillStream stream;
  private final Site behindTheDoor;
  private final StoreDoor door;
  private final Landing landing;
  private final Witness witness;
  private final ObjectStore output;
  private final Path scratch;
  private final Random random;
  private final int kills;
  private final int files;
  private final List<Lived> lives = new ArrayList<>();
  private final SortedMap<String, Integer> hits;

  /**
   * A life that is over.
   *
   * @param run id of the run; empty when it was killed before it had one
   * @param version it continued
   * @param read keys of the objects it read
   */
  record Lived(String run, long version, Set<String> read) {}

  private KillRound(
      KillStream stream,
      Site behindTheDoor,
      StoreDoor door,
      Landing landing,
      Witness witness,
      ObjectStore output,
      Path scratch,
      Random random,
      int kills,
      SortedMap<String, Integer> hits)
      throws IOException {
    this.stream = stream;
    this.behindTheDoor = behindTheDoor;
    this.door = door;
    this.landing = landing;
    this.witness = witness;
    this.output = output;
    this.scratch = scratch;
    this.random = random;
    this.kills = kills;
    this.hits = hits;
    this.files = stream.corpus().arrivals().size();
  }

  /**
   * Makes an index at a site.
   *
   * @param hits counts what the kills hit
   * @return the lives it took
   */
  static List<Lived> play(
      KillTest.Round round,
      KillStream stream,
      EmbeddedS3 s3,
      Site site,
      Path scratch,
      SortedMap<String, Integer> hits)
      throws Exception {
    Random random = new Random(round.seed());
    try (StoreDoor door = StoreDoor.before(s3.endpoint());
        ObjectStore output = site.open(site.output());
        Landing landing = Landing.of(stream.corpus(), site, stream.corpus().arrivals());
        Witness witness =
            Witness.of(site, scratch.resolve("seen"), stream, landing::delivered, round.seed())) {
      KillRound played =
          new KillRound(
              stream,
              door.to(site),
              door,
              landing,
              witness,
              output,
              scratch,
              random,
              round.kills(),
              hits);
      played.play(round.publish());
      return played.lives;
    }
  }

  private void play(String publish) throws Exception {
    Deque<KillPoint> points = new ArrayDeque<>();
    int late = 1;
    for (int kill = 1; kill <= kills; kill++) {
      if (points.isEmpty()) {
        points.addAll(KillPoint.deck(random));
      }
      KillPoint point = points.remove();
      boolean hit = live(kill, Life.draw(random, publish), point, late);
      if (!hit) {
        points.addFirst(point.sooner());
      }
      hits.merge(hit ? point.kind() : "idle", 1, Integer::sum);
      late = 1 + random.nextInt(MOST_REQUESTS_BEFORE_THE_LATE_ONE);
    }
    land(files);
    landing.await();
    finish(Life.draw(random, publish), late);
    witness.close();
    witness.saysAllIsWell();
    tell("the reader: %s", witness);
  }

  /**
   * One life, to its end. Half of what lands in it lands while the process starts, the rest when it
   * looks at its input.
   *
   * @return whether the moment came it was to be killed at
   */
  private boolean live(int number, Life life, KillPoint point, int late) throws Exception {
    long start = System.nanoTime();
    KillGuard guard = new KillGuard(point, door, late);
    door.guard(guard);
    double share = files / (kills * WHILE_LANDING);
    boolean nothingAtFirst = number == 1 && random.nextBoolean();
    land(nothingAtFirst ? 0 : (int) (share * (number - 0.5)));
    Growth sinceThen = new Growth(output);
    List<String> options = life.endless(behindTheDoor, stream.settings().toString());
    String how;
    try (EngineProcess process = EngineProcess.start(options, scratch.resolve(number + ".log"))) {
      guard.watch(process);
      how = liveOn(guard, point, process, sinceThen, (int) Math.ceil(share * number));
      process.kill();
      door.quiet();
      guard.letTheLateOneOfBeforeIn();
      lives.add(lived(process.told(), guard));
    }
    witness.saysAllIsWell();
    tell(
        "kill %d, %s: %s (%s) after %.1f s, %d commits, %d of %d files landed%s",
        number,
        life,
        point,
        how,
        (System.nanoTime() - start) / 1e9,
        Math.max(0, sinceThen.commits()), // The first one is an empty index.
        landing.size(),
        files,
        guard.late().isEmpty() ? "" : "; the late request of before: " + guard.late());
    return how.equals(HIT);
  }

  private void land(int to) {
    landing.go(Math.min(files, to), () -> random.nextInt(MOST_MILLIS_BETWEEN_FILES));
  }

  /** Waits for the moment. */
  private String liveOn(
      KillGuard guard, KillPoint point, EngineProcess process, Growth sinceThen, int files)
      throws Exception {
    if (point.place() == KillPoint.Place.STARTING) {
      process.goOn(point.after());
      return HIT;
    }
    process.await("a poll", sinceThen, () -> guard.killed() || guard.polled());
    land(files);
    Callable<Boolean> idle =
        () -> landing.size() > 0 && landing.over() && sinceThen.taken(landing.intake());
    if (point.place() == KillPoint.Place.WORKING) {
      process.await("a commit", sinceThen, () -> sinceThen.commits() > 0 || idle.call());
      process.goOn(point.after());
      return sinceThen.commits() > 0 ? HIT : IDLE;
    }
    process.await(point.toString(), sinceThen, () -> guard.killed() || idle.call());
    if (!guard.killed()) {
      process.goOn(Duration.ofMillis(random.nextInt(300)));
    }
    return guard.killed() ? HIT : IDLE;
  }

  /** One run to the end of the stream. */
  private void finish(Life life, int late) throws Exception {
    long start = System.nanoTime();
    KillGuard guard =
        new KillGuard(
            new KillPoint(KillPoint.Place.STARTING, 0, StoreDoor.Fate.PASSES, Duration.ZERO),
            door,
            late);
    door.guard(guard);
    Path log = scratch.resolve("last.log");
    List<String> options = life.bounded(behindTheDoor, stream.settings().toString());
    try (EngineProcess process = EngineProcess.start(options, log)) {
      process.awaitEnd();
      guard.letTheLateOneOfBeforeIn();
      lives.add(lived(process.told(), guard));
    }
    tell(
        "the rest, %s until now: %.1f s, %d files read%s",
        life,
        (System.nanoTime() - start) / 1e9,
        guard.read().size(),
        guard.late().isEmpty() ? "" : "; the late request of before: " + guard.late());
  }

  private static Lived lived(String told, KillGuard guard) {
    Matcher line = STARTED.matcher(told);
    boolean known = line.find();
    return new Lived(
        known ? line.group(1) : "",
        known ? Long.parseLong(line.group(2)) : Long.MAX_VALUE,
        new TreeSet<>(guard.read()));
  }

  @SuppressWarnings("SystemOut")
  static void tell(String format, Object... values) {
    System.out.println("Kill test: " + String.format(Locale.ROOT, format, values));
  }
}
