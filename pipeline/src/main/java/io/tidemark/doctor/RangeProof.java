package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parts of an object are read of the version asked for, or refused when it was replaced. */
final class RangeProof implements StoreProof {
  private static final String KEY = "range/object";
  private static final int SIZE = 200_000;
  private static final int FROM = 70_001;
  private static final int TO = 140_007;

  @Override
  public String about() {
    return "ranged reads";
  }

  @Override
  public String proved() {
    return "the middle of an object read exactly, and refused once the object was replaced";
  }

  @Override
  public String advice() {
    return "Large input objects are read in parts, which could come from two versions here; use a"
        + " store that keeps Range and If-Match of GetObject";
  }

  @Override
  public List<String> disprove(ObjectStore store) throws IOException {
    List<String> broken = new ArrayList<>();
    byte[] old = body(7);
    store.put(KEY, old);
    Optional<StoredObject> head = store.head(KEY);
    if (head.isEmpty()) {
      return List.of("an object that was just written is not there");
    }
    String etag = head.get().etag();
    try (InputStream in = store.open(KEY, etag, FROM, TO)) {
      if (!Arrays.equals(in.readAllBytes(), Arrays.copyOfRange(old, FROM, TO))) {
        broken.add("bytes " + FROM + " to " + TO + " of an object are not those it has there");
      }
    }
    store.put(KEY, body(11));
    try (InputStream in = store.open(KEY, etag, FROM, TO)) {
      broken.add(
          in.readAllBytes().length
              + " bytes were read of a version that had been replaced: If-Match is ignored");
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.CHANGED) {
        throw e;
      }
    }
    return broken;
  }

  private static byte[] body(int step) {
    byte[] body = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      body[i] = (byte) (i / step);
    }
    return body;
  }
}
