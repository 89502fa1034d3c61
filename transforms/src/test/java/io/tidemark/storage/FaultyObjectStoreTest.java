package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.StoreException.Kind;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without planned faults it keeps the whole contract; with them it fails as planned. */
class FaultyObjectStoreTest extends ObjectStoreContract {
  private final FaultPlan plan = FaultPlan.named("faulty-object-store-test");

  private final Path folder;

  FaultyObjectStoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void clear() {
    plan.clear();
  }

  @Override
  public ObjectStore open() throws StoreException {
    return ObjectStores.open(plan.uri(folder + "/"), PipelineOptionsFactory.create());
  }

  @Override
  public int rounds() {
    return 10;
  }

  @Test
  void listings_that_lag_tell_what_the_one_before_found() throws Exception {
    plan.on(Operation.LIST, "a/").everyCall().lagBehind();
    try (ObjectStore store = open()) {
      store.put("a/1", bytes("1"));

      assertThat(store.list("a/", "", 9), empty());
      store.delete("a/1");
      assertThat(StoreRoot.keys(store.list("a/", "", 9)), contains("a/1"));
      assertThat(store.list("a/", "", 9), empty());
    }
  }

  @Test
  void the_chosen_call_fails_and_is_not_applied() throws Exception {
    plan.on(Operation.PUT, "shards/").call(2).failBefore(Kind.UNREACHABLE);
    try (ObjectStore store = open()) {
      store.put("layers/1", bytes("l"));
      store.put("shards/1", bytes("1"));

      StoreException e =
          assertThrows(StoreException.class, () -> store.put("shards/2", bytes("2")));
      store.put("shards/3", bytes("3"));

      assertThat(e.kind(), is(Kind.UNREACHABLE));
      assertThat(StoreRoot.keys(store.list("shards/", "", 9)), contains("shards/1", "shards/3"));
    }
  }

  @Test
  void a_call_can_be_applied_and_fail() throws Exception {
    plan.on(Operation.PUT_IF_ABSENT).failAfter(Kind.UNKNOWN);
    try (ObjectStore store = open()) {
      StoreException e =
          assertThrows(StoreException.class, () -> store.putIfAbsent("k", bytes("v")));

      assertThat(e.kind(), is(Kind.UNKNOWN));
      assertThat(store.get("k"), is(bytes("v")));
    }
  }

  @Test
  void a_body_can_be_cut_short_broken_or_wrong() throws Exception {
    try (ObjectStore store = open()) {
      store.put("k", bytes("0123456789"));
      String etag = store.head("k").orElseThrow().etag();
      plan.on(Operation.GET).call(1).cutShort(4);
      plan.on(Operation.GET).call(2).garble();
      plan.on(Operation.OPEN).call(1).cutShort(4);
      plan.on(Operation.OPEN).call(2).garble();
      plan.on(Operation.OPEN).call(3).breakAfter(4, Kind.UNREACHABLE);

      assertThat(store.get("k"), is(bytes("0123")));
      assertThat(store.get("k"), is(bytes("1123456789")));
      assertThat(store.get("k"), is(bytes("0123456789")));
      assertThat(store.open("k", etag, 0, 10).readAllBytes(), is(bytes("0123")));
      assertThat(store.open("k", etag, 0, 10).readAllBytes(), is(bytes("1123456789")));
      InputStream broken = store.open("k", etag, 0, 10);
      assertThat(broken.readNBytes(4), is(bytes("0123")));
      assertThat(assertThrows(StoreException.class, broken::read).kind(), is(Kind.UNREACHABLE));
    }
  }

  @Test
  void a_held_call_waits_for_its_gate() throws Exception {
    FaultGate gate = plan.on(Operation.PUT).hold();
    try (ObjectStore store = open()) {
      CompletableFuture<Void> put =
          CompletableFuture.runAsync(
              () -> {
                try {
                  store.put("k", bytes("v"));
                } catch (StoreException e) {
                  throw new AssertionError(e);
                }
              });

      gate.awaitCall();
      assertThat(store.head("k"), is(Optional.empty()));
      gate.open();
      put.get();

      assertThat(store.get("k"), is(bytes("v")));
    }
  }

  @Test
  void every_call_can_fail_and_all_are_counted() throws Exception {
    plan.on(Operation.LIST).everyCall().failBefore(Kind.DENIED);
    try (ObjectStore store = open()) {
      assertThrows(StoreException.class, () -> store.list("a/", "", 1));
      assertThrows(StoreException.class, () -> store.list("b/", "", 1));
      store.head("x");

      assertThat(plan.keys(Operation.LIST), contains("a/", "b/"));
      assertThat(plan.calls(Operation.HEAD), is(1));
      assertThat(plan.calls(Operation.PUT), is(0));
    }
  }
}
