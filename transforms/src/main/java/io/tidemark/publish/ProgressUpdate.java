package io.tidemark.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.Progress.CommittedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Applies a layer to the progress: objects whose receipts are complete become committed, the
 * watermark moves to where the closings in the layer put it, and what is behind the horizon is
 * forgotten. Applying the same layer again changes nothing.
 */
final class ProgressUpdate {
  private final TreeMap<String, CommittedObject> objects;
  private final List<ShardReceipt> pending = new ArrayList<>();
  private final TreeSet<String> closings = new TreeSet<>();
  private Totals totals;
  private @Nullable Instant watermark;
  private @Nullable Instant floor;

  private ProgressUpdate(Progress before) {
    objects = new TreeMap<>(before.objects());
    totals = before.totals();
    watermark = before.watermark();
    floor = before.floor();
  }

  /**
   * The progress after a layer.
   *
   * @param lateness how long behind the watermark objects are still remembered one by one
   */
  static Progress apply(Progress before, Layer layer, Duration lateness) throws IOException {
    ProgressUpdate update = new ProgressUpdate(before);
    update.takeReceipts(before.pending(), layer.receipts());
    update.takeClosings(before.closings(), layer.closings());
    update.forget(lateness);
    return new Progress(
        update.watermark,
        update.floor,
        update.objects,
        update.pending,
        List.copyOf(update.closings),
        update.totals);
  }

  /** A version of an object. */
  private record Version(String key, String etag) {}

  private void takeReceipts(List<ShardReceipt> before, List<ShardReceipt> added) {
    Map<Version, Set<ShardReceipt>> byObject = new LinkedHashMap<>();
    for (List<ShardReceipt> receipts : List.of(before, added)) {
      for (ShardReceipt leg : receipts) {
        byObject
            .computeIfAbsent(
                new Version(leg.receipt().object(), leg.receipt().etag()),
                version -> new LinkedHashSet<>())
            .add(leg);
      }
    }
    byObject.forEach(
        (version, legs) -> {
          if (committed(version)) {
            return;
          }
          ObjectReceipts receipts = new ObjectReceipts(legs);
          if (receipts.complete()) {
            objects.put(version.key(), receipts.committedObject());
            totals = receipts.addTo(totals);
          } else {
            pending.addAll(legs);
          }
        });
  }

  private boolean committed(Version version) {
    CommittedObject known = objects.get(version.key());
    return known != null && known.etag().equals(version.etag());
  }

  /**
   * Windows that close together are committed in any order; the watermark moves along the closings
   * in the order the source gave them, so it never passes one whose objects are not committed.
   */
  private void takeClosings(List<String> before, List<String> added) throws IOException {
    closings.addAll(before);
    closings.addAll(added);
    boolean moved = true;
    while (moved) {
      moved = false;
      for (String closing : List.copyOf(closings)) {
        JsonNode node = JsonFormat.read(closing.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        if (follows(node)) {
          closings.remove(closing);
          moved = true;
          advance(Instant.parse(node.path("watermark").asText()));
        }
      }
    }
  }

  private boolean follows(JsonNode closing) {
    JsonNode follows = closing.path("follows");
    return follows.isMissingNode()
        || (watermark != null && !watermark.isBefore(Instant.parse(follows.asText())));
  }

  private void advance(Instant to) {
    if (watermark == null || watermark.isBefore(to)) {
      watermark = to;
    }
  }

  private void forget(Duration lateness) {
    if (watermark == null) {
      return;
    }
    Instant horizon = watermark.minus(lateness);
    if (floor == null || floor.isBefore(horizon)) {
      floor = horizon;
    }
    Instant oldest = floor;
    objects.values().removeIf(object -> !object.partitionEnd().isAfter(oldest));
  }
}
