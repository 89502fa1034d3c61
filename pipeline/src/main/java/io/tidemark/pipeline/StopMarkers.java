package io.tidemark.pipeline;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects in an output that ask runs to stop: {@value #ANY} stops every run that was under way when
 * it was written, {@code stop/<run id>.json} that run alone. What is in them does not matter.
 *
 * <p>A run knows {@value #ANY} by what it was when the run started, and stops when another is
 * there: so nobody need remove it, whoever does stops nothing, and no clocks are compared.
 */
public final class StopMarkers {
  /** Asks every run to stop. */
  public static final String ANY = "stop.json";

  private final ObjectStore output;

  public StopMarkers(ObjectStore output) {
    this.output = output;
  }

  /** What {@value #ANY} is now; empty when there is none. To be compared, nothing else. */
  String any() throws StoreException {
    Optional<StoredObject> marker = output.head(ANY);
    return marker.map(m -> m.etag() + " " + m.lastModified()).orElse("");
  }

  /**
   * Whether a run is asked to stop.
   *
   * @param before what {@link #any} was when the run started
   */
  boolean asks(String run, String before) throws StoreException {
    if (output.head(key(run)).isPresent()) {
      return true;
    }
    String now = any();
    return !now.isEmpty() && !now.equals(before);
  }

  /** Asks every run that is under way. */
  public void askAll(Instant now) throws StoreException {
    output.put(ANY, content(now));
  }

  /** Asks one run. */
  public void ask(String run, Instant now) throws StoreException {
    output.put(key(run), content(now));
  }

  /** Clears away what asked a run that has ended. */
  public void forget(String run) throws StoreException {
    output.delete(key(run));
  }

  private static String key(String run) {
    return "stop/" + run + ".json";
  }

  /** Differs each time, so that the etag does. */
  private static byte[] content(Instant now) {
    String json = "{\"id\":\"" + UUID.randomUUID() + "\",\"askedAt\":\"" + now + "\"}\n";
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
