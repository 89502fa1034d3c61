package io.tidemark.index;

import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of the index as one Lucene reader: the newest version of every document is live, all
 * others and everything deleted are hidden, and statistics count live documents only. Queries,
 * scores and results depend on the live documents, never on how they came into layers.
 *
 * <p>Immutable and safe for many threads. To follow the index, {@link #refresh} to a newer
 * snapshot, search the new reader and close the old one; they share what they have in common, and
 * either can be closed first.
 *
 * <p>Failures: {@link DamagedShardException} when an object is not what its layer lists; {@link
 * io.tidemark.storage.StoreException} when the store fails.
 */
public final class SnapshotReader implements Closeable {
  private final IndexSource source;
  private final Snapshot snapshot;
  private final Instant asOf;
  private final Map<String, List<LiveLeafReader>> leaves;
  private final MultiReader reader;

  private SnapshotReader(
      IndexSource source, Snapshot snapshot, Instant asOf, Map<String, List<LiveLeafReader>> leaves)
      throws IOException {
    this.source = source;
    this.snapshot = snapshot;
    this.asOf = asOf;
    this.leaves = leaves;
    this.reader = new MultiReader(flat(leaves).toArray(IndexReader[]::new));
  }

  /** Opens all layers of a snapshot. */
  public static SnapshotReader open(IndexSource source, Snapshot snapshot) throws IOException {
    return open(source, snapshot, Instant.MAX);
  }

  /**
   * Opens a snapshot as of an instant of event time.
   *
   * @param asOf only layers whose windows end at or before it count
   */
  public static SnapshotReader open(IndexSource source, Snapshot snapshot, Instant asOf)
      throws IOException {
    return open(source, snapshot, asOf, Map.of());
  }

  /**
   * Opens another snapshot of the same index, with the same {@code asOf}. Layers this reader has
   * are not read again; when the other snapshot only adds layers, only their ids are looked at.
   * This reader stays as it is, and open.
   */
  public SnapshotReader refresh(Snapshot newer) throws IOException {
    reader.incRef();
    try {
      return open(source, newer, asOf, leaves);
    } finally {
      reader.decRef();
    }
  }

  /** The reader. Closed with this; hold it longer by {@code incRef}. */
  public IndexReader reader() {
    return reader;
  }

  /** A searcher over {@link #reader()}: BM25 over live documents. */
  public IndexSearcher searcher() {
    return new IndexSearcher(reader);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /** The layers that count, in the order of the snapshot. */
  public List<LayerRef> layers() {
    return counted(snapshot, asOf);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** The segments, by layer, then shard. */
  List<LiveLeafReader> leaves() {
    return flat(leaves);
  }

  private static SnapshotReader open(
      IndexSource source, Snapshot snapshot, Instant asOf, Map<String, List<LiveLeafReader>> held)
      throws IOException {
    List<LayerRef> layers = counted(snapshot, asOf);
    List<LayerRef> missing = layers.stream().filter(l -> !held.containsKey(l.id())).toList();
    boolean onlyAdded = layers.size() - missing.size() == held.size();
    Map<String, List<OpenSegment>> fresh = new SegmentLoader(source).open(missing);
    List<OpenSegment> retained = new ArrayList<>();
    fresh.values().forEach(retained::addAll);
    try {
      Map<String, List<LiveDocs>> docs = new LinkedHashMap<>();
      for (LayerRef layer : layers) {
        docs.put(
            layer.id(), docs(fresh.get(layer.id()), held.get(layer.id()), onlyAdded, retained));
      }
      resolve(docs, onlyAdded ? held : Map.of());
      source.cache().trim();
      return new SnapshotReader(source, snapshot, asOf, leaves(docs));
    } catch (IOException | RuntimeException e) {
      for (OpenSegment segment : retained) {
        segment.release();
      }
      throw e;
    }
  }

  private static List<LayerRef> counted(Snapshot snapshot, Instant asOf) {
    return snapshot.layers().stream().filter(l -> !l.windowEnd().isAfter(asOf)).toList();
  }

  private static List<LiveDocs> docs(
      @Nullable List<OpenSegment> fresh,
      @Nullable List<LiveLeafReader> held,
      boolean keepDecided,
      List<OpenSegment> retained) {
    List<LiveDocs> docs = new ArrayList<>();
    for (OpenSegment segment : fresh == null ? List.<OpenSegment>of() : fresh) {
      docs.add(LiveDocs.all(segment));
    }
    for (LiveLeafReader leaf : held == null ? List.<LiveLeafReader>of() : held) {
      if (!leaf.segment().tryRetain()) {
        throw new IllegalStateException("Cannot refresh a reader that is closed");
      }
      retained.add(leaf.segment());
      docs.add(keepDecided ? leaf.docs().copy() : LiveDocs.all(leaf.segment()));
    }
    return docs;
  }

  /** Decides shard by shard: an id is in one shard only. */
  private static void resolve(
      Map<String, List<LiveDocs>> docs, Map<String, List<LiveLeafReader>> decided)
      throws IOException {
    Map<Integer, Shard> shards = new TreeMap<>();
    docs.forEach(
        (layer, segments) -> {
          for (LiveDocs one : segments) {
            Shard shard = shards.computeIfAbsent(one.segment().shard(), n -> new Shard());
            (decided.containsKey(layer) ? shard.known : shard.added).add(one);
          }
        });
    FanOut.over(List.copyOf(shards.values()), FanOut.PROCESSORS, Shard::resolve);
  }

  private static Map<String, List<LiveLeafReader>> leaves(Map<String, List<LiveDocs>> docs) {
    Map<String, List<LiveLeafReader>> leaves = new LinkedHashMap<>();
    docs.forEach(
        (layer, list) -> leaves.put(layer, list.stream().map(LiveLeafReader::new).toList()));
    return leaves;
  }

  private static List<LiveLeafReader> flat(Map<String, List<LiveLeafReader>> leaves) {
    return leaves.values().stream().flatMap(List::stream).toList();
  }

  /** The segments of one shard. */
  private static final class Shard {
    private final List<LiveDocs> known = new ArrayList<>();
    private final List<LiveDocs> added = new ArrayList<>();

    boolean resolve() throws IOException {
      if (known.isEmpty()) {
        Supersession.resolve(added);
      } else {
        Supersession.resolve(known, added);
      }
      return true;
    }
  }
}
