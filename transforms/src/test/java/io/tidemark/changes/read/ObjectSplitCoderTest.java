package io.tidemark.changes.read;

import io.tidemark.changes.InputObject;
import io.tidemark.changes.PartitionClosed;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;

class ObjectSplitCoderTest {
  private static final PartitionClosed CLOSED =
      new PartitionClosed(
          Reading.PARTITION,
          true,
          3,
          7,
          Instant.parse("2026-01-05T00:10:00.000000001Z"),
          Instant.parse("1969-12-31T23:59:59.999999999Z"),
          Instant.parse("2026-01-05T00:21:00Z"),
          "its listing did not change for 30 s",
          Instant.parse("2026-01-05T00:19:59.999Z"),
          Instant.parse("2026-01-05T00:20:00Z"),
          2,
          "0123456789abcdef",
          null,
          List.of());

  @Test
  void coder_survives_serialisation() {
    CoderProperties.coderSerializable(ObjectSplitCoder.of());
  }

  @Test
  void closing_comes_back() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(ObjectSplitCoder.of(), ObjectSplit.unread(CLOSED));
  }

  @Property(tries = 100)
  void splits_come_back(
      @ForAll @LongRange(min = 0) long size,
      @ForAll @LongRange(min = 0) long from,
      @ForAll @LongRange(min = 0) long to)
      throws Exception {
    InputObject object = Reading.object("dt=2026-01-05/é€😀.gz", "e1", size);

    CoderProperties.coderDecodeEncodeEqual(
        ObjectSplitCoder.of(), new ObjectSplit(object, "jsonl", 3, 4, from, to));
  }
}
