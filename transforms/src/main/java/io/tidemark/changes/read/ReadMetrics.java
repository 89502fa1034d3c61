package io.tidemark.changes.read;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.DocumentChange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** What reading counts. */
final class ReadMetrics {
  private static final String NAMESPACE = "tidemark";

  /** Bytes taken from the store; compressed where the objects are. */
  private static final Counter BYTES_READ = Metrics.counter(NAMESPACE, "bytesRead");

  /** Objects whose first split was gone through, unreadable ones included. */
  private static final Counter OBJECTS_READ = Metrics.counter(NAMESPACE, "objectsRead");

  /** Splits of objects that were gone, or damaged in any place. */
  private static final Counter OBJECTS_UNREADABLE = Metrics.counter(NAMESPACE, "objectsUnreadable");

  private static final Counter DOCUMENTS = Metrics.counter(NAMESPACE, "documents");
  private static final Counter DELETES = Metrics.counter(NAMESPACE, "deletes");
  private static final Counter RECORDS_REJECTED = Metrics.counter(NAMESPACE, "recordsRejected");

  private ReadMetrics() {}

  /** Counts what a batch holds. */
  static void count(ChangeBatch batch) {
    long deletes = batch.changes().stream().filter(DocumentChange::delete).count();
    DOCUMENTS.inc(batch.changes().size() - deletes);
    DELETES.inc(deletes);
    RECORDS_REJECTED.inc(batch.rejects().size());
  }

  /** Counts that a split was gone through. */
  static void count(ObjectSplit split, SplitReader.Outcome outcome) {
    BYTES_READ.inc(outcome.bytesRead());
    if (split.split() == 0) {
      OBJECTS_READ.inc();
    }
    if (outcome.damaged()) {
      OBJECTS_UNREADABLE.inc();
    }
  }
}
