package io.tidemark.changes.watch;

import static io.tidemark.changes.watch.WatchDriver.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.changes.Notice;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class HorizonCoderTest {
  private static final Evidence EVIDENCE =
      new Evidence(3, 2, at("18:30:00"), at("18:31:00.123"), 5, 60_000, -1);

  @Test
  void horizons_come_back_equal() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(HorizonCoder.of(), Horizon.initial(null));
    CoderProperties.coderDecodeEncodeEqual(HorizonCoder.of(), full(2));
    CoderProperties.coderDecodeEncodeEqual(HorizonCoder.of(), full(2).finished());
  }

  @Test
  void coder_is_deterministic_and_serialisable() throws Exception {
    CoderProperties.coderDeterministic(HorizonCoder.of(), full(2), full(2));
    CoderProperties.coderSerializable(HorizonCoder.of());
    CoderProperties.coderConsistentWithEquals(HorizonCoder.of(), full(1), full(2));
  }

  @Test
  void known_and_uncovered_object_costs_little_more_than_its_name_and_etag() throws Exception {
    int few = CoderUtils.encodeToByteArray(HorizonCoder.of(), full(100)).length;
    int many = CoderUtils.encodeToByteArray(HorizonCoder.of(), full(1100)).length;

    assertThat((many - few) / 1000, lessThan(24));
  }

  @Test
  void state_of_another_format_is_refused_with_what_to_do() {
    CoderException refused =
        assertThrows(
            CoderException.class,
            () -> HorizonCoder.of().decode(new ByteArrayInputStream(new byte[] {9})));

    assertThat(
        refused.getMessage(), containsString("format 9, only 5: start without the runner's"));
  }

  private static Horizon full(int known) {
    TreeSet<ObjectVersion> versions = new TreeSet<>();
    for (int i = 0; i < known; i++) {
      versions.add(new ObjectVersion("p=20260504T1830/part-0000" + i + "é", "e" + i % 2));
    }
    TreeMap<java.time.Instant, Evidence> open = new TreeMap<>();
    open.put(at("18:30:00"), EVIDENCE);
    open.put(at("18:40:00"), EVIDENCE.listed(7, true));
    return new Horizon(
        new Horizon.Resumed(WatchDriver.at("18:20:00")),
        at("18:30:00.001"),
        at("16:30:00"),
        at("18:40:00"),
        at("18:45:00.5"),
        new Notice.Link("0123456789abcdef", at("18:20:00")),
        new Horizon.Pace(at("18:44:59.5"), 12_345, 6, 1, true, 17, 5, at("18:44:00")),
        "p=20260504T1830/part-00001",
        false,
        versions,
        new TreeSet<>(versions.tailSet(new ObjectVersion("p=20260504T1830/part-00001", ""))),
        open,
        new LateGroup(at("18:30:00.001"), EVIDENCE),
        debt());
  }

  private static DebtState debt() {
    TreeSet<ObjectVersion> versions = new TreeSet<>();
    versions.add(new ObjectVersion("p=20260504T1200/é", "e1"));
    Owed counted = new Owed(at("12:00:00"), at("14:00:00"), Owed.Stage.COUNTED);
    Owed found = new Owed(at("15:30:00.001"), at("16:00:00"), Owed.Stage.FOUND);
    Survey survey = new Survey(found, "p=20260504T1540/é", 3, 1L << 40, at("15:40:00"), null);
    return new DebtState(
        List.of(counted, found), "0123", versions, new TreeSet<>(), survey, -65_536, 12_000);
  }
}
