package io.tidemark.doctor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each proof finds nothing in a store that is well, and the fault it looks for. */
class StoreProofsTest {
  private final FaultPlan plan = FaultPlan.named("store-proofs-test");

  @TempDir Path folder;

  @BeforeEach
  void clear() {
    plan.clear();
  }

  static Stream<StoreProof> proofs() {
    return Stream.of(
        new WritingProof(),
        new CreationProof(),
        new ListingProof(),
        OrderProof.ascii(),
        new RangeProof());
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void store_that_is_well_disproves_nothing(StoreProof proof) throws IOException {
    assertThat(disproved(proof), empty());
  }

  @Test
  void bytes_that_come_back_changed_are_found() throws IOException {
    plan.on(Operation.GET).call(2).garble();

    assertThat(
        disproved(new WritingProof()),
        contains("an object of 1048576 bytes was read back as other bytes than written"));
  }

  @Test
  void object_that_comes_back_short_is_found() throws IOException {
    plan.on(Operation.GET).call(3).cutShort(999);

    assertThat(
        disproved(new WritingProof()),
        contains("an object of 1000 bytes was read back as other bytes than written"));
  }

  @Test
  void winner_whose_bytes_are_not_there_is_found() throws IOException {
    plan.on(Operation.GET, "create/0").call(1).garble();

    assertThat(
        disproved(new CreationProof()),
        hasItem(containsString("other bytes than those of the writer who was told it won")));
  }

  @Test
  void listings_that_lag_by_one_write_are_found() throws IOException {
    plan.on(Operation.LIST).everyCall().lagBehind();

    assertThat(
        disproved(new ListingProof()),
        contains("the listing right after list/0 was written shows [] instead of [list/0]"));
    assertThat(disproved(OrderProof.ascii()), hasItem(startsWith("the listing is [")));
  }

  @Test
  void range_of_other_bytes_is_found() throws IOException {
    plan.on(Operation.OPEN).call(1).garble();

    assertThat(
        disproved(new RangeProof()),
        contains("bytes 70001 to 140007 of an object are not those it has there"));
  }

  @Test
  void object_that_is_not_there_once_written_is_a_fault_of_the_store() throws IOException {
    plan.on(Operation.GET).call(1).failBefore(Kind.NOT_FOUND);

    assertThat(
        found(new WritingProof()),
        contains(
            endsWith("Planned fault: failed before the call. " + new WritingProof().advice())));
  }

  @Test
  void store_that_refuses_conditional_writes_is_found() throws IOException {
    plan.on(Operation.PUT_IF_ABSENT).everyCall().failBefore(Kind.REFUSED);

    assertThat(
        found(new CreationProof()),
        contains(
            endsWith("Planned fault: failed before the call. " + new CreationProof().advice())));
  }

  private List<String> found(StoreProof proof) throws IOException {
    try (ObjectStore store = open()) {
      return proof.findings(store).stream().map(f -> f.grade() + " " + f.line()).toList();
    }
  }

  private List<String> disproved(StoreProof proof) throws IOException {
    try (ObjectStore store = open()) {
      return proof.disprove(store);
    }
  }

  private ObjectStore open() throws IOException {
    return ObjectStores.open(plan.uri(folder.toString()), PipelineOptionsFactory.create());
  }
}
