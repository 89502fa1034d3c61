package io.tidemark.pipeline;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.changes.Notice;
import io.tidemark.changes.watch.Beat;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of a run, kept in its output as {@value #KEY} and replaced every few seconds by
 * whoever polls the input. For people and for a watchdog; nothing is ever decided by it that
 * concerns the index.
 *
 * @param format of this file, {@value #FORMAT}
 * @param run id of the run
 * @param at the writer's clock
 * @param polls so far
 * @param lists listings so far: requests to the store
 * @param failures polls that failed in a row, until now; 0 when the last one did not
 * @param failure why the last of them failed; null when it did not
 * @param watermark of the source; null before there is one
 * @param newest start of the newest partition seen; null before one is seen
 * @param openPartitions that have not closed
 * @param known object versions the source remembers
 * @param found objects discovered by this run
 * @param lastFound when the last of them was discovered; null when there is none
 * @param lastClosing the claim of the source made last; null when this run made none
 * @param heapAfterGc bytes, see {@link HeapAfterGc#used}
 * @param heapMax bytes, see {@link HeapAfterGc#max}
 * @param stopping whether the run has seen that it is to stop
 */
public record Heartbeat(
    int format,
    String run,
    Instant at,
    long polls,
    long lists,
    int failures,
    @Nullable String failure,
    @Nullable Instant watermark,
    @Nullable Instant newest,
    int openPartitions,
    int known,
    long found,
    @Nullable Instant lastFound,
    Notice.@Nullable Link lastClosing,
    long heapAfterGc,
    long heapMax,
    boolean stopping) {
  /** The format written. */
  public static final int FORMAT = 1;

  /** Where it is, relative to the output. */
  public static final String KEY = "heartbeat.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** How the watch of a run gets on, with the memory of this process. */
  static Heartbeat of(String run, Instant at, Beat beat) {
    HeapAfterGc heap = HeapAfterGc.measure();
    return new Heartbeat(
        FORMAT,
        run,
        at,
        beat.polls(),
        beat.lists(),
        beat.failures(),
        beat.failure(),
        beat.watermark(),
        beat.newest(),
        beat.openPartitions(),
        beat.known(),
        beat.found(),
        beat.lastFound(),
        beat.lastClosing(),
        heap.used(),
        heap.max(),
        beat.stopping());
  }

  /** One line of JSON: fields in the order of the record, instants in ISO-8601. */
  public byte[] json() {
    try {
      return (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write as JSON: " + this, e);
    }
  }

  /**
   * Reads what {@link #json} wrote; fields it does not know are passed over.
   *
   * @throws IOException when it is no heartbeat, or of a newer format
   */
  public static Heartbeat parse(byte[] json) throws IOException {
    Heartbeat heartbeat = MAPPER.readValue(json, Heartbeat.class);
    if (heartbeat == null || heartbeat.run == null || heartbeat.at == null) {
      throw new IOException("Cannot read " + KEY + ": it names no run and time");
    }
    if (heartbeat.format > FORMAT) {
      throw new IOException(
          "Cannot read "
              + KEY
              + ": it has format "
              + heartbeat.format
              + ", this version knows "
              + FORMAT
              + ". Use the newer version of Tidemark that wrote it.");
    }
    return heartbeat;
  }

  /** Replaces the heartbeat of an output. */
  public void write(ObjectStore output) throws StoreException {
    output.put(KEY, json());
  }

  /**
   * The heartbeat of an output, or empty when no run wrote one yet.
   *
   * @throws IOException when the store cannot be read, or what it holds
   */
  public static Optional<Heartbeat> read(ObjectStore output) throws IOException {
    try {
      return Optional.of(parse(output.get(KEY)));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
