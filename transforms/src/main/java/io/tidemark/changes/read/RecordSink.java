package io.tidemark.changes.read;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.changes.Reject;
import io.tidemark.changes.read.document.BadRecord;
import io.tidemark.changes.read.document.DocumentBuilder;
import io.tidemark.settings.IndexSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the records of one split in their order and cuts them into pieces. Where it cuts depends on
 * the records alone. Exactly one piece is the last, {@link #finish} makes it, and there is always
 * one.
 */
final class RecordSink {
  private final ObjectSplit split;
  private final InputObject object;
  private final ReadLimits limits;
  private final DocumentBuilder document;
  private final Consumer<ChangeBatch> out;

  private List<DocumentChange> changes = new ArrayList<>();
  private List<Reject> rejects = new ArrayList<>();
  private long bytes;
  private int piece;
  private boolean damaged;

  RecordSink(
      ObjectSplit split, IndexSettings settings, ReadLimits limits, Consumer<ChangeBatch> out) {
    this.split = split;
    this.object = split.object();
    this.limits = limits;
    this.document = new DocumentBuilder(settings, limits.maxRecordBytes());
    this.out = out;
  }

  /** Where the values of the next record go. */
  DocumentBuilder document() {
    return document;
  }

  /** Takes the record whose values are in the document builder. */
  void accept(long position) throws BadRecord {
    DocumentChange change = document.finish(object.partition().start().toEpochMilli(), position);
    cutWhenFull();
    changes.add(change);
    bytes += document.bytes();
  }

  /**
   * Takes a record that cannot be a change. Line, offset and excerpt as {@link Reject} has them.
   */
  void reject(long line, long offset, String reason, String excerpt) {
    cutWhenFull();
    rejects.add(new Reject(object.key(), line, offset, reason, excerpt));
    bytes += excerpt.length();
  }

  /** Takes a part of the object that cannot be read: one more record, rejected. */
  void damage(long line, long offset, String reason, String excerpt) {
    damaged = true;
    reject(line, offset, reason, excerpt);
  }

  /** Hands on the last piece. */
  void finish() {
    cut(true);
  }

  /** Whether any part of the split could not be read. */
  boolean damaged() {
    return damaged;
  }

  /** Before a record is added, not after: so the last piece is known to be the last. */
  private void cutWhenFull() {
    if (bytes >= limits.pieceBytes() || changes.size() + rejects.size() >= limits.pieceRecords()) {
      cut(false);
    }
  }

  private void cut(boolean last) {
    ObjectPiece cut =
        new ObjectPiece(
            object,
            split.split(),
            split.splits(),
            piece++,
            last,
            (long) changes.size() + rejects.size(),
            rejects.size());
    out.accept(ChangeBatch.of(cut, changes, rejects));
    changes = new ArrayList<>();
    rejects = new ArrayList<>();
    bytes = 0;
  }
}
