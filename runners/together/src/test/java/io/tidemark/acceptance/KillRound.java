package io.tidemark.acceptance;

import io.tidemark.storage.ObjectStore;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One index that is made by processes of which each is killed, while the stream lands; and then by
 * one that takes what is left.
 */
final class KillRound {
  /** Lives in which nothing lands any more: one in five. */
  private static final double WHILE_LANDING = 0.8;

  private static final Pattern STARTED =
      Pattern.compile("Run (\\S+) \\(\\w+\\) continues version (\\d+) ");
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
      int kills)
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
    this.files = stream.corpus().arrivals().size();
  }

  /**
   * Makes an index at a site.
   *
   * @param publish as in the option, or {@code either} for anew in each life
   * @return the lives it took
   */
  static List<Lived> play(
      KillStream stream,
      EmbeddedS3 s3,
      Site site,
      Path scratch,
      long seed,
      int kills,
      String publish)
      throws Exception {
    Random random = new Random(seed);
    try (StoreDoor door = StoreDoor.before(s3.endpoint());
        ObjectStore output = site.open(site.output());
        Landing landing = Landing.of(stream.corpus(), site, stream.corpus().arrivals());
        Witness witness =
            Witness.of(site, scratch.resolve("seen"), stream, landing::delivered, seed)) {
      List<String> arguments =
          site.arguments().stream()
              .map(a -> a.replace(s3.endpoint().toString(), door.endpoint().toString()))
              .toList();
      KillRound round =
          new KillRound(
              stream,
              new Site(site.input(), site.output(), arguments),
              door,
              landing,
              witness,
              output,
              scratch,
              random,
              kills);
      round.play(publish);
      return round.lives;
    }
  }

  private void play(String publish) throws Exception {
    Iterator<KillPoint> points = List.<KillPoint>of().iterator();
    int late = 1;
    for (int kill = 1; kill <= kills; kill++) {
      if (!points.hasNext()) {
        points = KillPoint.deck(random).iterator();
      }
      late = live(kill, Life.draw(random, publish), points.next(), late);
    }
    land(kills);
    landing.await();
    finish(Life.draw(random, publish), late);
    witness.close();
    witness.saysAllIsWell();
    tell("the reader: %s", witness);
  }

  /** How many files have landed, or are on their way, in a life. */
  private void land(int life) {
    int to = (int) Math.min(files, Math.ceil(files * life / (kills * WHILE_LANDING)));
    landing.go(life == kills ? files : to, () -> random.nextInt(MOST_MILLIS_BETWEEN_FILES));
  }

  /**
   * One life, to its end.
   *
   * @return before which request of the next life the one that is late comes in
   */
  private int live(int number, Life life, KillPoint point, int late) throws Exception {
    long start = System.nanoTime();
    KillGuard guard = new KillGuard(point, door, late);
    door.guard(guard);
    boolean waits = number == 1 && random.nextBoolean(); // Killed before there is anything, maybe.
    if (!waits) {
      land(number);
    }
    Growth sinceThen = new Growth(output);
    Path log = scratch.resolve(number + ".log");
    List<String> options = life.endless(behindTheDoor, stream.settings().toString());
    String how;
    try (EngineProcess process = EngineProcess.start(options, log)) {
      guard.watch(process);
      if (waits) {
        process.await("a poll", sinceThen, () -> guard.struck() || guard.polled());
        land(number);
      }
      how = liveOn(guard, point, process, sinceThen);
      process.end(true);
      door.quiet();
      guard.letTheLateOneIn();
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
        sinceThen.commits(),
        landing.size(),
        files,
        guard.late().isEmpty() ? "" : "; the late request " + guard.late());
    return 1 + random.nextInt(40);
  }

  /** Waits for the moment. */
  private String liveOn(KillGuard guard, KillPoint point, EngineProcess process, Growth sinceThen)
      throws Exception {
    Callable<Boolean> idle =
        () -> landing.size() > 0 && landing.over() && sinceThen.taken(landing.intake());
    if (point.place() == KillPoint.Place.STARTING) {
      process.goOn(point.after());
      return "hit";
    }
    if (point.place() == KillPoint.Place.WORKING) {
      process.await("a commit", sinceThen, () -> sinceThen.commits() > 0 || idle.call());
      process.goOn(point.after());
      return sinceThen.commits() > 0 ? "hit" : "idle";
    }
    process.await(point.toString(), sinceThen, () -> guard.struck() || idle.call());
    if (!guard.struck()) {
      process.goOn(Duration.ofMillis(random.nextInt(300)));
    }
    return guard.struck() ? "hit" : "idle, there was nothing left to do";
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
      guard.letTheLateOneIn();
      lives.add(lived(process.told(), guard));
    }
    tell(
        "the rest, %s until now: %.1f s, %d files read%s",
        life,
        (System.nanoTime() - start) / 1e9,
        guard.read().size(),
        guard.late().isEmpty() ? "" : "; the late request " + guard.late());
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
