package io.tidemark.deltas;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Notice;
import io.tidemark.changes.ObjectPiece;
import io.tidemark.changes.Reject;
import io.tidemark.settings.IndexSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;

/**
 * Inverts batches of changes into posting deltas, one for each shard a batch touches.
 *
 * <p>Of several changes of one document only the newest is analysed. Documents are sorted before
 * they are analysed, so that every number given is final: each occurrence of a term is two numbers
 * appended to flat arrays, the terms of a batch are hashed and sorted once, and one counting sort a
 * shard and field groups the occurrences by term. There is no object for a term or a posting.
 *
 * <p>A change that cannot be indexed (a term of more than 32,766 bytes, or an analyzer that gives
 * impossible positions) is rejected and put on record; the next older change of the same document
 * in the batch takes its place. Which changes are rejected depends on the changes alone.
 *
 * <p>Keeps its buffers from batch to batch; not thread safe.
 */
public final class Inverter implements AutoCloseable {
  private final int shards;
  private final DocumentInverter documents;
  private long superseded;
  private long unindexable;

  /**
   * An inverter for one index.
   *
   * @param index settings
   * @param shards of the index, at least 1
   * @param analyzers makes one of the name the settings give; {@link #close} closes them
   */
  public Inverter(IndexSettings index, int shards, Function<String, Analyzer> analyzers) {
    if (shards < 1) {
      throw new IllegalArgumentException("An index has at least one shard, not " + shards);
    }
    this.shards = shards;
    this.documents = new DocumentInverter(index, analyzers);
  }

  /**
   * The deltas of a batch by shard; never empty. Each carries the receipt of the batch's piece;
   * rejects go with the lowest shard touched. A batch without changes, and a closing, touches shard
   * 0.
   */
  public SortedMap<Integer, PostingDelta> invert(ChangeBatch batch) {
    superseded = 0;
    unindexable = 0;
    Notice notice = batch.notice();
    if (notice != null) {
      return only(new Evidence(List.of(), List.of(), List.of(CanonicalJson.of(notice))));
    }
    ObjectPiece piece = batch.piece();
    if (piece == null) {
      throw new IllegalArgumentException("A batch is either a piece or a closing: " + batch);
    }
    List<String> rejects = new ArrayList<>(batch.rejects().size());
    batch.rejects().forEach(reject -> rejects.add(CanonicalJson.of(reject)));
    documents.clear();
    List<ShardRange> ranges = addDocuments(piece, batch.changes(), rejects);
    documents.sortTerms();

    unindexable = rejects.size() - batch.rejects().size();
    List<Integer> touched =
        ranges.isEmpty() ? List.of(0) : ranges.stream().map(ShardRange::shard).toList();
    Receipt receipt = receipt(batch, piece, touched);
    if (ranges.isEmpty()) {
      return only(new Evidence(List.of(receipt), rejects, List.of()));
    }
    SortedMap<Integer, PostingDelta> deltas = new TreeMap<>();
    for (ShardRange range : ranges) {
      List<String> along = deltas.isEmpty() ? rejects : List.of();
      deltas.put(range.shard(), range.encode(new Evidence(List.of(receipt), along, List.of())));
    }
    return Collections.unmodifiableSortedMap(deltas);
  }

  /** How many changes of the batch last inverted were older than another of the same document. */
  long superseded() {
    return superseded;
  }

  /** How many changes of the batch last inverted could not be indexed. */
  long unindexable() {
    return unindexable;
  }

  @Override
  public void close() {
    documents.close();
  }

  /** Adds the newest change of each document that can be indexed; gives the range of each shard. */
  private List<ShardRange> addDocuments(
      ObjectPiece piece, List<DocumentChange> changes, List<String> rejects) {
    List<ShardRange> ranges = new ArrayList<>();
    ShardRange range = null;
    Candidate settled = null;
    for (Candidate candidate : Candidate.sorted(changes, shards)) {
      if (settled != null && candidate.sameDocument(settled)) {
        superseded++;
        continue;
      }
      if (range == null || range.shard() != candidate.shard()) {
        range = new ShardRange(candidate.shard(), documents);
        ranges.add(range);
      }
      try {
        documents.add(candidate);
        range.include(candidate);
        settled = candidate;
      } catch (UnindexableException e) {
        rejects.add(CanonicalJson.of(reject(candidate, piece, e)));
      }
    }
    ranges.removeIf(ShardRange::isEmpty);
    return ranges;
  }

  private static Reject reject(Candidate candidate, ObjectPiece piece, UnindexableException why) {
    DocumentChange change = candidate.change();
    String which =
        String.format(
            Locale.ROOT,
            "Cannot index change %d of piece %d of split %d: ",
            candidate.ordinal() + 1,
            piece.piece(),
            piece.split());
    return new Reject(piece.object().key(), 0, -1, which + why.getMessage(), change.id());
  }

  private Receipt receipt(ChangeBatch batch, ObjectPiece piece, List<Integer> touched) {
    InputObject object = piece.object();
    return new Receipt(
        object.key(),
        object.etag(),
        object.size(),
        object.partition().start(),
        object.partition().end(),
        object.disposition().name(),
        piece.split(),
        piece.splits(),
        piece.piece(),
        piece.last(),
        piece.records(),
        piece.rejected() + unindexable,
        batch.changes().stream().filter(DocumentChange::delete).count(),
        touched,
        new Receipt.Times(object.stored(), object.discovered()));
  }

  private static SortedMap<Integer, PostingDelta> only(Evidence evidence) {
    SortedMap<Integer, PostingDelta> deltas = new TreeMap<>();
    deltas.put(0, new PostingDelta(0, 0, new byte[0], new byte[0], evidence.encode()));
    return Collections.unmodifiableSortedMap(deltas);
  }
}
