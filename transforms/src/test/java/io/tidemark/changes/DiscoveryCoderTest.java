package io.tidemark.changes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoveryCoderTest {
  private static final Partition PARTITION = new Partition(at("18:30:00"), at("18:40:00"));
  private static final WatchStopped STOPPED =
      new WatchStopped(
          "run 1",
          Instant.parse("2026-05-04T18:41:02.5Z"),
          Instant.parse("2026-05-04T18:41:03Z"),
          null,
          2,
          "fedcba9876543210",
          new Notice.Link("0123456789abcdef", Instant.parse("2026-05-04T18:30:00Z")),
          List.of(new Notice.Covered("a", "e1", Instant.parse("2026-05-04T18:50:00Z"))));

  private static final DebtNotice DEBT =
      new DebtNotice(
          List.of(
              DebtChange.counted(at("18:30:00"), at("18:40:00"), 3, 1L << 40, 2),
              DebtChange.settled(at("16:30:00.001"), at("18:30:00"))),
          "0123456789abcdef",
          at("18:45:00"),
          at("18:40:00"),
          null,
          "fedcba9876543210",
          null,
          List.of(new Notice.Covered("p=20260504T1820/é", "e1", at("18:30:00"))));

  private static final DebtNotice PASSED =
      new DebtNotice(
          List.of(DebtChange.owed(at("16:30:00"), at("18:30:00"))),
          null,
          at("18:45:00"),
          at("18:29:59.999"),
          at("18:30:00"),
          "fedcba9876543210",
          new Notice.Link("0123456789abcdef", at("18:20:00")),
          List.of());

  private static final PartitionClosed CLOSED =
      new PartitionClosed(
          PARTITION,
          true,
          3,
          2,
          at("18:30:00.001"),
          Instant.parse("2026-05-04T18:31:00.123456789Z"),
          at("18:45:00"),
          "because — it is",
          at("18:39:59.999"),
          at("18:40:00"),
          2,
          "0123456789abcdef",
          new Notice.Link("fedcba9876543210", at("18:30:00")),
          List.of(
              new Notice.Covered("p=20260504T1820/é", "e1", at("18:30:00")),
              new Notice.Covered("p=20260504T1830/a", "e2", at("18:40:00"))));

  @ParameterizedTest
  @EnumSource(Disposition.class)
  void objects_come_back_equal(Disposition disposition) throws Exception {
    InputObject object = object(disposition);

    CoderProperties.coderDecodeEncodeEqual(DiscoveryCoder.of(), object);
  }

  @Test
  void closings_come_back_equal() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(DiscoveryCoder.of(), CLOSED);
    CoderProperties.coderDecodeEncodeEqual(DiscoveryCoder.of(), STOPPED);
    CoderProperties.coderDecodeEncodeEqual(DiscoveryCoder.of(), DEBT);
    CoderProperties.coderDecodeEncodeEqual(DiscoveryCoder.of(), PASSED);
  }

  @Test
  void coder_is_deterministic_and_serialisable() throws Exception {
    CoderProperties.coderSerializable(DiscoveryCoder.of());
    CoderProperties.coderDeterministic(
        DiscoveryCoder.of(), object(Disposition.LATE), object(Disposition.LATE));
    CoderProperties.coderConsistentWithEquals(
        DiscoveryCoder.of(), object(Disposition.LATE), CLOSED);
  }

  @Test
  void beam_finds_the_coder_by_itself() throws Exception {
    assertThat(CoderRegistry.createDefault().getCoder(Discovery.class), is(DiscoveryCoder.of()));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-05-04T" + time + "Z");
  }

  private static InputObject object(Disposition disposition) {
    return new InputObject(
        "p=20260504T1830/a b\n\uD83D\uDE00",
        "e1",
        Long.MAX_VALUE,
        PARTITION,
        disposition,
        at("18:39:59.999"),
        at("18:40:00"),
        at("18:40:00.123"));
  }
}
