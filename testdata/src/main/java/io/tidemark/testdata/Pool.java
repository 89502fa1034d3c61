package io.tidemark.testdata;

import java.util.ArrayList;
import java.util.List;

/** Listings of one kind; adding, taking out and drawing one at random each take constant time. */
final class Pool {
  private final List<Listing> listings = new ArrayList<>();

  boolean isEmpty() {
    return listings.isEmpty();
  }

  int size() {
    return listings.size();
  }

  void add(Listing listing) {
    listing.place = listings.size();
    listings.add(listing);
  }

  Listing draw(Dice dice) {
    return listings.get(dice.below(listings.size()));
  }

  /** The last one takes its place. */
  void remove(Listing listing) {
    Listing last = listings.remove(listings.size() - 1);
    if (last != listing) {
      last.place = listing.place;
      listings.set(last.place, last);
    }
  }
}
