package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.publish.Debt;
import io.tidemark.publish.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code tidemark status} shows of partitions that were passed over and are owed.
 *
 * @param debt ranges of them, oldest first
 * @param period how long a partition is
 */
record DebtStatus(List<Debt> debt, Duration period) {
  static DebtStatus of(Snapshot snapshot) {
    return new DebtStatus(snapshot.progress().debt(), Duration.parse(snapshot.index().period()));
  }

  private long partitions() {
    return debt.stream().mapToLong(range -> range.partitions(period)).sum();
  }

  private long objects() {
    return debt.stream().mapToLong(Debt::objectsKnown).sum();
  }

  private long bytes() {
    return debt.stream().mapToLong(Debt::bytesKnown).sum();
  }

  private boolean counted() {
    return debt.stream().allMatch(Debt::counted);
  }

  private Instant oldest() {
    return debt.get(0).from();
  }

  private Instant newest() {
    return debt.get(debt.size() - 1).to();
  }

  /** In one line. */
  String text() {
    if (debt.isEmpty()) {
      return "none";
    }
    return String.format(
        Locale.ROOT,
        "%,d partitions from %s to %s, %s; run --repair works it off",
        partitions(),
        oldest(),
        newest(),
        counted() ? amount(objects(), bytes()) : "not all counted yet");
  }

  private static String amount(long objects, long bytes) {
    return String.format(Locale.ROOT, "%,d objects of %,d bytes", objects, bytes);
  }

  /** One range a line, oldest first: from, to, partitions, objects, bytes. */
  String lines() {
    return debt.stream()
        .map(
            range ->
                String.format(
                    Locale.ROOT,
                    "%s %s %d partitions, %s%n",
                    range.from(),
                    range.to(),
                    range.partitions(period),
                    range.counted()
                        ? amount(range.objectsKnown(), range.bytesKnown())
                        : "not counted yet"))
        .collect(Collectors.joining());
  }

  /** As JSON; objects and bytes are null until all is counted. */
  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("partitions", partitions());
    root.put("objects", counted() ? objects() : null);
    root.put("bytes", counted() ? bytes() : null);
    root.put("oldest", debt.isEmpty() ? null : oldest().toString());
    root.put("newest", debt.isEmpty() ? null : newest().toString());
    ArrayNode ranges = root.putArray("ranges");
    for (Debt range : debt) {
      ObjectNode node = ranges.addObject();
      node.put("from", range.from().toString()).put("to", range.to().toString());
      node.put("partitions", range.partitions(period));
      node.put("objects", range.objects()).put("bytes", range.bytes());
    }
    return root;
  }
}
