package io.tidemark.index;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One change of a document of the test index: title text, status keyword, three numbers. */
record TestChange(
    String id,
    boolean delete,
    RankValues.Rank rank,
    @Nullable String title,
    List<String> status,
    @Nullable Long clicks,
    @Nullable Double bid,
    @Nullable Long updated) {
  TestChange {
    status = List.copyOf(status);
  }

  static TestChange upsert(String id, long version, String title) {
    RankValues.Rank rank = new RankValues.Rank(version, 0, title.hashCode());
    return new TestChange(id, false, rank, title, List.of("live"), version, version / 4.0, version);
  }

  static TestChange delete(String id, long version) {
    RankValues.Rank rank = new RankValues.Rank(version, 0, -1);
    return new TestChange(id, true, rank, null, List.of(), null, null, null);
  }

  TestChange ranked(long version, long position, long hash) {
    RankValues.Rank rank = new RankValues.Rank(version, position, hash);
    return new TestChange(id, delete, rank, title, status, clicks, bid, updated);
  }

  TestChange status(String... values) {
    return new TestChange(id, delete, rank, title, List.of(values), clicks, bid, updated);
  }

  TestChange clicks(@Nullable Long value) {
    return new TestChange(id, delete, rank, title, status, value, bid, updated);
  }

  TestChange bid(@Nullable Double value) {
    return new TestChange(id, delete, rank, title, status, clicks, value, updated);
  }

  TestChange updated(@Nullable Long value) {
    return new TestChange(id, delete, rank, title, status, clicks, bid, value);
  }

  /** The whole law: per id the greatest rank decides; what is left without deletes, by id. */
  static Map<String, TestChange> live(Collection<TestChange> changes) {
    Map<String, TestChange> newest = new TreeMap<>();
    for (TestChange change : changes) {
      newest.merge(change.id(), change, (a, b) -> b.rank().compareTo(a.rank()) > 0 ? b : a);
    }
    newest.values().removeIf(TestChange::delete);
    return newest;
  }
}
