package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What was written is read at once, whole, with its size; so is what replaced it. */
final class WritingProof implements StoreProof {
  private static final String KEY = "write/object";
  private static final int[] SIZES = {1, 1 << 20, 1000, 100_000, 1001};

  @Override
  public String about() {
    return "read after write";
  }

  @Override
  public String proved() {
    return SIZES.length
        + " versions of one object, up to 1 MiB, each read back whole and with its size right after"
        + " it was written";
  }

  @Override
  public String advice() {
    return "Nothing can be published reliably here; use a store that reads what it has written";
  }

  @Override
  public List<String> disprove(ObjectStore store) throws IOException {
    List<String> broken = new ArrayList<>();
    Random random = new Random(SIZES.length);
    String before = "";
    for (int size : SIZES) {
      byte[] body = new byte[size];
      random.nextBytes(body);
      store.put(KEY, body);
      if (!Arrays.equals(store.get(KEY), body)) {
        broken.add("an object of " + size + " bytes was read back as other bytes than written");
      }
      Optional<StoredObject> head = store.head(KEY);
      if (head.isEmpty() || head.get().size() != size) {
        String seen = head.map(object -> object.size() + " bytes").orElse("absent");
        broken.add("an object of " + size + " bytes is shown as " + seen);
      } else if (head.get().etag().equals(before)) {
        broken.add("an object has the etag of the one it replaced, with other bytes");
      }
      before = head.map(StoredObject::etag).orElse("");
    }
    return broken;
  }
}
