package io.tidemark.acceptance;

import io.tidemark.acceptance.KillStream.Change;
import io.tidemark.acceptance.KillStream.Piece;
import io.tidemark.deltas.Shards;
import io.tidemark.index.Ids;
import io.tidemark.index.SnapshotReader;
import io.tidemark.publish.Layer;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * What a reader must see, no more and no less, when certain layers are visible: a simple model that
 * applies the records their receipts name to a map.
 */
final class ExpectedView {
  private final KillStream stream;
  private final Map<BytesRef, Entry> entries = new HashMap<>();
  private long live;
  private int look;

  ExpectedView(KillStream stream) {
    this.stream = stream;
  }

  /** An id that was changed. */
  private static final class Entry {
    private Change newest;
    private int seen;
  }

  /** Makes a layer visible. */
  void take(Layer layer, int shards) {
    for (ShardReceipt leg : layer.receipts()) {
      for (Change change : stream.pieces().get(Piece.of(leg.receipt()))) {
        if (change != null && Shards.of(change.id(), shards) == leg.shard()) {
          take(change);
        }
      }
    }
  }

  private void take(Change change) {
    Entry entry = entries.computeIfAbsent(new BytesRef(change.id()), id -> new Entry());
    Change before = entry.newest;
    if (before == null || before.version() < change.version()) {
      live += (change.delete() ? 0 : 1) - (before == null || before.delete() ? 0 : 1);
      entry.newest = change;
    } else if (before.version() == change.version() && !before.equals(change)) {
      throw new AssertionError("Cannot tell which is newer: " + before + " or " + change);
    }
  }

  /** How many documents there are. */
  long live() {
    return live;
  }

  /** How a reader differs from what it must see, document by document; some of it. */
  List<String> differences(SnapshotReader reader) throws IOException {
    List<String> differences = new ArrayList<>();
    look++;
    long found = 0;
    for (LeafReaderContext context : reader.reader().leaves()) {
      found += look(context.reader(), differences);
    }
    if (found != live) {
      differences.add(found + " documents instead of " + live);
      entries.values().stream()
          .filter(entry -> entry.seen != look && !entry.newest.delete())
          .limit(3)
          .forEach(entry -> differences.add("missing: " + entry.newest));
    }
    for (int term = 0; term < stream.terms().size(); term++) {
      differences.addAll(answer(reader, term));
    }
    return differences.subList(0, Math.min(10, differences.size()));
  }

  private long look(LeafReader leaf, List<String> differences) throws IOException {
    Terms ids = leaf.terms(IndexSettings.ID_FIELD);
    if (ids == null) {
      return 0;
    }
    NumericDocValues versions = leaf.getNumericDocValues("_version");
    TermsEnum walk = ids.iterator();
    PostingsEnum postings = null;
    long found = 0;
    for (BytesRef id = walk.next(); id != null; id = walk.next()) {
      postings = walk.postings(postings, PostingsEnum.NONE);
      int document = postings.nextDoc();
      if (leaf.getLiveDocs() == null || leaf.getLiveDocs().get(document)) {
        found++;
        versions.advanceExact(document);
        see(id, versions.longValue(), differences);
      }
    }
    return found;
  }

  private void see(BytesRef id, long version, List<String> differences) {
    Entry entry = entries.get(id);
    if (entry == null) {
      differences.add(id.utf8ToString() + " is in no layer");
    } else {
      if (entry.seen == look) {
        differences.add(id.utf8ToString() + " is there twice");
      }
      if (entry.newest.delete() || entry.newest.version() != version) {
        differences.add("version " + version + " instead of " + entry.newest);
      }
      entry.seen = look;
    }
  }

  /** How the answer to a query differs from what it must be. */
  List<String> answer(SnapshotReader reader, int term) throws IOException {
    String text = stream.terms().get(term);
    List<String> differences = new ArrayList<>();
    long found =
        new Ids(reader)
            .forEach(
                new TermQuery(new Term(stream.field(), text)),
                id -> {
                  Entry entry = entries.get(id);
                  if (entry == null || !holds(entry.newest, term)) {
                    differences.add(id.utf8ToString() + " does not hold " + text);
                  }
                });
    long wanted = entries.values().stream().filter(e -> holds(e.newest, term)).count();
    if (found != wanted) {
      differences.add(found + " documents hold " + text + " instead of " + wanted);
    }
    return differences;
  }

  private static boolean holds(Change change, int term) {
    return !change.delete() && change.terms().contains(term);
  }
}
