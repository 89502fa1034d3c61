package io.tidemark.doctor;

import io.tidemark.changes.Partition;
import io.tidemark.changes.watch.LayoutSample;
import io.tidemark.changes.watch.PartitionLayout;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoreException.Kind;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at an input, which it only lists and reads: is it allowed to, and do its keys fit? */
final class InputProof {
  private static final String RIGHTS = "input rights";
  private static final String LAYOUT = "layout";

  /** Partitions further ahead than this are mistakes to a run as well. */
  private static final Duration LEAD = Duration.ofDays(366);

  private final ObjectStore store;
  private final Place place;
  private final @Nullable PartitionLayout layout;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A look.
   *
   * @param layout null when there is none that can be used
   */
  InputProof(ObjectStore store, Place place, @Nullable PartitionLayout layout, Instant now) {
    this.store = store;
    this.place = place;
    this.layout = layout;
    this.now = now;
  }

  List<Finding> findings() throws IOException {
    StoredObject example;
    try {
      example = layout == null ? first() : fit(layout);
    } catch (StoreException e) {
      if (e.kind() != Kind.DENIED) {
        throw e;
      }
      findings.add(OutputAccess.missing(RIGHTS, place, Right.LIST, e));
      return findings;
    }
    read(example);
    return findings;
  }

  private @Nullable StoredObject first() throws StoreException {
    return store.list("", "", 1).stream().findFirst().orElse(null);
  }

  private void read(@Nullable StoredObject example) throws IOException {
    try {
      if (example == null || example.size() == 0) {
        OutputAccess.getAbsent(store, "doctor-absent");
      } else {
        first(example);
      }
    } catch (StoreException e) {
      if (e.kind() != Kind.DENIED) {
        throw e;
      }
      findings.add(OutputAccess.missing(RIGHTS, place, Right.GET, e));
      return;
    }
    String read =
        example == null ? "; there is nothing to read yet" : ", tried on " + example.key();
    findings.add(Finding.ok(RIGHTS, "list and get are allowed" + read));
  }

  private void first(StoredObject example) throws IOException {
    try (InputStream in = store.open(example.key(), example.etag(), 0, 1)) {
      in.readNBytes(1);
    } catch (StoreException e) {
      // Producers may be at work: replaced or gone by now is no fault.
      if (e.kind() != Kind.CHANGED && e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Judges how keys follow the layout; gives an object to read. */
  private @Nullable StoredObject fit(PartitionLayout wanted) throws StoreException {
    LayoutSample sample = LayoutSample.of(wanted, store, now.plus(LEAD));
    int strange = sample.strangers().size();
    if (sample.looked() == 0) {
      findings.add(
          Finding.warning(
              LAYOUT, "there is nothing in " + store.uri() + " yet", "Is --input right?"));
      return null;
    }
    if (strange > 0) {
      String told =
          String.format(
              Locale.ROOT,
              "%,d of %,d keys looked at do not follow %s, such as '%s': they are not read",
              strange,
              sample.looked(),
              wanted.template(),
              sample.strangers().get(0));
      findings.add(
          sample.newest() == null
              ? Finding.fault(LAYOUT, told, "Give the layout of the keys as --layout")
              : Finding.warning(LAYOUT, told, "Give their layout, or keep them elsewhere"));
    } else {
      findings.add(
          Finding.ok(
              LAYOUT,
              String.format(
                  Locale.ROOT,
                  "%s sorts in time; all of %,d keys looked at follow it",
                  wanted.template(),
                  sample.looked())));
    }
    judgeNewest(sample.newest());
    return sample.newestObject() == null ? first() : sample.newestObject();
  }

  private void judgeNewest(@Nullable Partition newest) {
    if (newest != null && newest.start().isAfter(now)) {
      findings.add(
          Finding.warning(
              "partitions",
              "the newest starts at "
                  + newest.start()
                  + ", which is yet to come (now: "
                  + now
                  + ")",
              "Partitions are named by UTC; one that is in the future closes all before it"));
    }
  }
}
