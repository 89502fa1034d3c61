package io.tidemark.pipeline;

import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code tidemark run}. Durations are a number and a unit ({@code 500ms}, {@code
 * 2s}, {@code 10m}, {@code 6h}, {@code 1d}) or ISO-8601 ({@code PT10M}); instants are ISO-8601 in
 * UTC ({@code 2026-05-04T18:30:00Z}). {@link RunSettings} checks them all together.
 */
public interface TidemarkOptions extends S3Options {

  @Description(
      "Where changes land: s3://bucket/prefix or a local path. Required."
          + " Example: --input=s3://ads/changes")
  @Nullable String getInput();

  void setInput(@Nullable String value);

  @Description("Where the index goes: s3://bucket/prefix or a local path. Required.")
  @Nullable String getOutput();

  void setOutput(@Nullable String value);

  @Description("The index settings: path or URI of an index.yaml. Required.")
  @Nullable String getIndex();

  void setIndex(@Nullable String value);

  @Description(
      "How partitions are laid out under the input: date-time fields in braces, coarsest first."
          + " Example: --layout=day={yyyyMMdd}/{HHmm}")
  @Default.String("dt={yyyy-MM-dd}/hr={HH}/mi={mm}")
  String getLayout();

  void setLayout(String value);

  @Description("How much time a partition covers.")
  @Default.String("10m")
  String getPeriod();

  void setPeriod(String value);

  @Description(
      "When changes become visible: 'partition', when their partition has settled; or 'arrival',"
          + " as soon as their object is found.")
  @Default.String("partition")
  String getPublish();

  void setPublish(String value);

  @Description(
      "What is published together: event time of this length. Default: each partition by itself"
          + " with --publish=partition, 1s with --publish=arrival.")
  @Nullable String getWindow();

  void setWindow(@Nullable String value);

  @Description("How often the input is listed, at most.")
  @Default.String("500ms")
  String getPollEvery();

  void setPollEvery(String value);

  @Description("How long the listing of a partition must not have changed before it closes.")
  @Default.String("2s")
  String getSettle();

  void setSettle(String value);

  @Description("How long after its end a partition stays open, whatever its listing does.")
  @Default.String("0s")
  String getWatermarkDelay();

  void setWatermarkDelay(String value);

  @Description(
      "How far behind the watermark late objects are still looked for. Each poll lists this much of"
          + " the input.")
  @Default.String("2h")
  String getLateness();

  void setLateness(String value);

  @Description(
      "What becomes of objects found after their partition closed: 'include' them in a later layer,"
          + " 'divert' them (on record, not indexed), or 'drop' them (counted).")
  @Default.String("include")
  String getLate();

  void setLate(String value);

  @Description(
      "Where a run starts: 'resume' where the index left off (from the earliest partition when it is"
          + " new), 'earliest', 'latest', or an instant.")
  @Default.String("resume")
  String getStartFrom();

  void setStartFrom(String value);

  @Description(
      "What a run that is behind does: read 'every' partition in order, or the 'latest' at once and"
          + " put the others on record as debt, to be repaired later.")
  @Default.String("every")
  String getCatchUp();

  void setCatchUp(String value);

  @Description(
      "Works off the debt of --catchUp=latest, newest partition first, and ends. May run beside a"
          + " live run.")
  @Default.Boolean(false)
  boolean getRepair();

  void setRepair(boolean value);

  @Description(
      "How much of its idle time an endless run works off debt: from 0, not at all, to 1. An idle"
          + " second at 1 repairs up to a MiB of objects; what is new always goes first.")
  @Default.Double(0)
  double getRepairShare();

  void setRepairShare(double value);

  @Description(
      "When a run ends: 'now' takes all that is there and ends; an instant runs until all partitions"
          + " before it are published. Default: never.")
  @Nullable String getUntil();

  void setUntil(@Nullable String value);

  @Description(
      "Asks a run to stop after this long: it looks for nothing more, publishes what it has found, and"
          + " ends. Default: never.")
  @Nullable String getRunFor();

  void setRunFor(@Nullable String value);

  @Description(
      "Names this run in heartbeat and snapshots: letters, digits, dashes; another for each run."
          + " Default: random.")
  @Nullable String getRunId();

  void setRunId(@Nullable String value);

  @Description(
      "How an endless run uses its engine: 'streaming', one endless pipeline; or 'cycles', a bounded"
          + " pipeline whenever there is something to publish. Default: what suits the engine. A run"
          + " with --until is one bounded pipeline unless this says 'cycles'.")
  @Nullable String getMode();

  void setMode(@Nullable String value);

  @Description("With --mode=cycles: the least time from the start of a cycle to that of the next.")
  @Default.String("1s")
  String getEvery();

  void setEvery(String value);

  @Description("How many shards the index has. Fixed for its life.")
  @Default.Integer(4)
  int getShards();

  void setShards(int value);

  @Description("How many new objects one poll takes, at most.")
  @Default.Integer(10_000)
  int getMaxObjectsPerPoll();

  void setMaxObjectsPerPoll(int value);

  @Description("How many bytes of new objects one poll takes, at most (at least one object).")
  @Default.Long(1L << 30)
  long getMaxBytesPerPoll();

  void setMaxBytesPerPoll(long value);

  @Description("The AWS region; short for --awsRegion.")
  @Nullable String getRegion();

  void setRegion(@Nullable String value);
}
