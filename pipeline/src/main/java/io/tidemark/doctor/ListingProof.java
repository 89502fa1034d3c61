package io.tidemark.doctor;

import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.StoreException;
import io.tidemark.storage.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A listing shows what has been written, and no longer what has been deleted, at once. */
final class ListingProof implements StoreProof {
  private static final String FOLDER = "list/";
  private static final int OBJECTS = 8;

  @Override
  public String about() {
    return "list after write";
  }

  @Override
  public String proved() {
    return OBJECTS + " objects written and deleted one by one, each listing right after it exact";
  }

  @Override
  public String advice() {
    return "A poll would miss new objects, and a run could close a partition without them; use a"
        + " store whose listings do not lag, or a --settle well above the lag";
  }

  @Override
  public List<String> disprove(ObjectStore store) throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < OBJECTS && broken.isEmpty(); i++) {
      String key = FOLDER + i;
      store.put(key, new byte[i + 1]);
      expected.add(key);
      List<StoredObject> listed = store.list(FOLDER, "", ObjectStore.MAX_LIST);
      if (!keys(listed).equals(expected)) {
        broken.add(seen("after " + key + " was written", listed, expected));
      } else if (listed.get(i).size() != i + 1) {
        broken.add("a listing shows an object of " + (i + 1) + " bytes as " + listed.get(i).size());
      }
    }
    for (String key : List.copyOf(expected)) {
      store.delete(key);
      expected.remove(key);
      List<StoredObject> listed = store.list(FOLDER, "", ObjectStore.MAX_LIST);
      if (broken.isEmpty() && !keys(listed).equals(expected)) {
        broken.add(seen("after " + key + " was deleted", listed, expected));
      } else if (broken.isEmpty() && readable(store, key)) {
        broken.add("an object can be read after it was deleted");
      }
    }
    return broken;
  }

  private static String seen(String when, List<StoredObject> listed, List<String> expected) {
    return "the listing right " + when + " shows " + keys(listed) + " instead of " + expected;
  }

  private static boolean readable(ObjectStore store, String key) throws StoreException {
    try {
      store.get(key);
      return true;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  static List<String> keys(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::key).toList();
  }
}
