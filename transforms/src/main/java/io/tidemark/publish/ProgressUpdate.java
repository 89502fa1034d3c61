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
import org.jspecify.annotations.Nullable;

/**
 * Applies a layer to the progress: objects whose receipts are complete become committed, the
 * watermark moves to where the closings in the layer put it, and what is behind the horizon is
 * forgotten. Applying the same layer again changes nothing.
 */
final class ProgressUpdate {
  private final TreeMap<String, CommittedObject> objects;
  private final List<ShardReceipt> pending = new ArrayList<>();
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
   * @param recent start of the oldest of the layers committed last: windows that close together are
   *     committed in any order, so one as old may be on its way still; null when there are none
   */
  static Progress apply(Progress before, Layer layer, Duration lateness, @Nullable Instant recent)
      throws IOException {
    ProgressUpdate update = new ProgressUpdate(before);
    update.takeReceipts(before.pending(), layer.receipts());
    for (String closing : layer.closings()) {
      update.takeClosing(closing);
    }
    update.forget(lateness, recent);
    return new Progress(
        update.watermark, update.floor, update.objects, update.pending, update.totals);
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

  private void takeClosing(String closing) throws IOException {
    JsonNode node = JsonFormat.read(closing.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    Instant closedTo = Instant.parse(node.path("watermark").asText());
    if (watermark == null || watermark.isBefore(closedTo)) {
      watermark = closedTo;
    }
  }

  private void forget(Duration lateness, @Nullable Instant recent) {
    if (watermark == null) {
      return;
    }
    Instant horizon = watermark.minus(lateness);
    if (recent != null && recent.isBefore(horizon)) {
      horizon = recent;
    }
    if (floor == null || floor.isBefore(horizon)) {
      floor = horizon;
    }
    Instant oldest = floor;
    objects.values().removeIf(object -> !object.partitionEnd().isAfter(oldest));
  }
}
