package io.tidemark.changes.read;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Disposition;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Partition;
import io.tidemark.changes.Reject;
import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.IndexYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads one object out of memory, without a pipeline. */
final class Reading {
  static final Partition PARTITION =
      new Partition(Instant.parse("2026-01-05T00:10:00Z"), Instant.parse("2026-01-05T00:20:00Z"));

  private final IndexSettings settings;
  private final ReadLimits limits;

  /** The batches of one object, in the order of its splits and pieces. */
  record Result(List<ChangeBatch> batches) {

    List<DocumentChange> changes() {
      return batches.stream().flatMap(batch -> batch.changes().stream()).toList();
    }

    List<Reject> rejects() {
      return batches.stream().flatMap(batch -> batch.rejects().stream()).toList();
    }

    List<String> ids() {
      return changes().stream().map(DocumentChange::id).toList();
    }

    List<String> reasons() {
      return rejects().stream().map(Reject::reason).toList();
    }
  }

  private Reading(IndexSettings settings, ReadLimits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /** With the default limits. */
  static Reading with(String yaml) {
    return new Reading(IndexYaml.parse(yaml, "test"), ReadLimits.DEFAULT);
  }

  Reading splits(long bytes) {
    return new Reading(
        settings,
        new ReadLimits(bytes, limits.pieceBytes(), limits.pieceRecords(), limits.maxRecordBytes()));
  }

  Reading pieces(long bytes, int records) {
    return new Reading(
        settings, new ReadLimits(limits.splitBytes(), bytes, records, limits.maxRecordBytes()));
  }

  Reading maxRecord(int bytes) {
    return new Reading(
        settings,
        new ReadLimits(limits.splitBytes(), limits.pieceBytes(), limits.pieceRecords(), bytes));
  }

  Result read(String key, String text) throws IOException {
    return read(key, text.getBytes(StandardCharsets.UTF_8));
  }

  Result read(String key, byte[] bytes) throws IOException {
    HeldObjects store = HeldObjects.named("reading");
    store.put(key, "e1", bytes);
    return read(object(key, "e1", bytes.length), store);
  }

  Result read(InputObject object, HeldObjects store) throws IOException {
    List<ChangeBatch> batches = new ArrayList<>();
    RecordFormat format = RecordFormats.of(object, store);
    for (ObjectSplit split : ObjectSplit.plan(object, format, limits.splitBytes())) {
      new SplitReader(store, settings, limits).read(split, batches::add);
    }
    return new Result(batches);
  }

  static InputObject object(String key, String etag, long size) {
    return new InputObject(
        key,
        etag,
        size,
        PARTITION,
        Disposition.ON_TIME,
        Instant.parse("2026-01-05T00:19:59.999Z"),
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
