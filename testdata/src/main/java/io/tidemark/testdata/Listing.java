package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry of the catalogue with its place in it. */
final class Listing {
  final String id;
  final EntryKind kind;
  final @Nullable Listing parent;
  final List<Listing> children = new ArrayList<>();

  /** Where it is in its {@link Pool}. */
  int place;

  private @Nullable CatalogueChange newest;

  Listing(String id, EntryKind kind, @Nullable Listing parent) {
    this.id = id;
    this.kind = kind;
    this.parent = parent;
  }

  /** The upsert that made it what it is. */
  CatalogueChange newest() {
    return Objects.requireNonNull(newest, id);
  }

  Entry entry() {
    return Objects.requireNonNull(newest().entry(), id);
  }

  void become(CatalogueChange upsert) {
    newest = upsert;
  }
}
