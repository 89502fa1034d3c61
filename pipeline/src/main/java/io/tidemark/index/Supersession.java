package io.tidemark.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.apache.lucene.util.PriorityQueue;

/**
 * Decides, within one shard, which version of each document counts: of all documents and tombstones
 * with one id the one with the greatest rank, whatever layer it is in.
 *
 * <p>The ids of new segments are merged in order, each id is looked up in the segments known
 * before, and every version but the newest is hidden. Known segments have been decided among
 * themselves, so an id no new segment has needs no look. Opening a snapshot takes time in
 * proportion to the ids of all segments, except that a segment much larger than the rest together
 * (a base) counts as known and is only searched; a refresh takes time in proportion to the new ids.
 *
 * <p>Equal ranks are equal changes, in two layers: one of them is kept. Should two ranks collide
 * that are not equal changes, a tombstone wins.
 */
final class Supersession {
  private static final int LARGE = 4;

  private Supersession() {}

  /** Decides among segments none of which has been decided before. */
  static void resolve(List<LiveDocs> segments) throws IOException {
    List<LiveDocs> bySize = new ArrayList<>(segments);
    bySize.sort(Comparator.comparingInt((LiveDocs s) -> s.segment().leaf().maxDoc()).reversed());
    long rest = documents(bySize.subList(Math.min(1, bySize.size()), bySize.size()));
    int known = !bySize.isEmpty() && documents(bySize.subList(0, 1)) > LARGE * rest ? 1 : 0;
    resolve(bySize.subList(0, known), bySize.subList(known, bySize.size()));
  }

  /** Decides among segments that were decided before and new ones. */
  static void resolve(List<LiveDocs> known, List<LiveDocs> added) throws IOException {
    if (added.isEmpty()) {
      return;
    }
    List<IdLookup> lookups = new ArrayList<>();
    for (LiveDocs docs : known) {
      lookups.add(new IdLookup(docs, documents(added)));
    }
    IdQueue queue = new IdQueue(added);
    List<Version> versions = new ArrayList<>();
    BytesRefBuilder id = new BytesRefBuilder();
    while (queue.size() > 0) {
      id.copyBytes(queue.top().cursor.id());
      versions.clear();
      for (IdLookup lookup : lookups) {
        int document = lookup.find(id.get());
        if (document >= 0) {
          versions.add(new Version(lookup.docs(), document));
        }
      }
      queue.take(id.get(), versions);
      hideAllButNewest(versions);
    }
  }

  private static void hideAllButNewest(List<Version> versions) throws IOException {
    if (versions.size() == 1) {
      return;
    }
    Version newest = versions.get(0);
    RankValues.Rank greatest = newest.rank();
    for (Version version : versions.subList(1, versions.size())) {
      RankValues.Rank rank = version.rank();
      int order = rank.compareTo(greatest);
      if (order > 0 || (order == 0 && version.before(newest))) {
        newest.docs().hide(newest.document());
        newest = version;
        greatest = rank;
      } else {
        version.docs().hide(version.document());
      }
    }
  }

  private static long documents(List<LiveDocs> segments) {
    return segments.stream().mapToLong(s -> s.segment().leaf().maxDoc()).sum();
  }

  /** One document or tombstone. */
  private record Version(LiveDocs docs, int document) {
    RankValues.Rank rank() throws IOException {
      return docs.rank(document);
    }

    /** Whether it goes first among equal ranks: a tombstone, then one that is live already. */
    boolean before(Version other) {
      boolean tombstone = docs.isTombstone(document);
      boolean othersTombstone = other.docs.isTombstone(other.document);
      if (tombstone != othersTombstone) {
        return tombstone;
      }
      return docs.isLive(document) && !other.docs.isLive(other.document);
    }
  }

  private record Walk(LiveDocs docs, IdCursor cursor) {}

  /** The new segments, by the id each is at. */
  private static final class IdQueue extends PriorityQueue<Walk> {
    IdQueue(List<LiveDocs> segments) throws IOException {
      super(Math.max(1, segments.size()));
      for (LiveDocs docs : segments) {
        IdCursor cursor = IdCursor.open(docs.segment());
        if (cursor.next()) {
          add(new Walk(docs, cursor));
        }
      }
    }

    @Override
    protected boolean lessThan(Walk a, Walk b) {
      return a.cursor.id().compareTo(b.cursor.id()) < 0;
    }

    /** Takes every version of an id off the queue. */
    void take(BytesRef id, List<Version> versions) throws IOException {
      while (size() > 0 && top().cursor.id().bytesEquals(id)) {
        Walk walk = top();
        versions.add(new Version(walk.docs, walk.cursor.document()));
        if (walk.cursor.next()) {
          updateTop();
        } else {
          pop();
        }
      }
    }
  }
}
