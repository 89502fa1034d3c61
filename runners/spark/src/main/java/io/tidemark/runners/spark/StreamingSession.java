package io.tidemark.runners.spark;

import io.tidemark.pipeline.EngineSession;
import io.tidemark.pipeline.GivenOptions;
import io.tidemark.pipeline.UsageException;
import io.tidemark.runners.spark.splittable.SplittableDoFns;
import io.tidemark.runners.spark.splittable.StreamingLeftovers;
import java.io.IOException;
import java.util.UUID;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One endless pipeline on Spark's streaming, which starts afresh each time. */
final class StreamingSession implements EngineSession {
  /**
   * A batch that takes longer than its interval splits windows; with Beam's half second many do.
   */
  private static final long BATCH_MILLIS = 1000;

  /** What the source finds after a long stop is taken in so many objects a batch. */
  private static final long OBJECTS_PER_BATCH = 1000;

  private final KeptContext context;
  private final Configuration hadoop;
  private final Path checkpoints;

  private StreamingSession(KeptContext context, Path checkpoints) {
    this.context = context;
    this.hadoop = new Configuration(context.spark().hadoopConfiguration());
    this.checkpoints = checkpoints;
  }

  static StreamingSession open(SparkPipelineOptions options, GivenOptions given) {
    String master = KeptContext.master(options, given);
    if (!KeptContext.local(master) && !given.has("checkpointDir")) {
      throw new UsageException(
          "Cannot stream on the Spark cluster "
              + master
              + " without --checkpointDir=URI, a folder that the driver and all workers share."
              + " --mode=cycles needs none");
    }
    options.setStreaming(true);
    if (!given.has("batchIntervalMillis")) {
      options.setBatchIntervalMillis(BATCH_MILLIS);
    }
    if (!given.has("minReadTimeMillis")) {
      options.setMinReadTimeMillis(
          Math.min(options.getMinReadTimeMillis(), options.getBatchIntervalMillis() / 5));
    }
    if (!given.has("maxRecordsPerBatch")) {
      options.setMaxRecordsPerBatch(OBJECTS_PER_BATCH);
    }
    String folder =
        given.has("checkpointDir")
            ? options.getCheckpointDir()
            : System.getProperty("java.io.tmpdir");
    // Found again, Spark would go on with the pipeline of the last start, and with its options.
    Path checkpoints = new Path(folder, "tidemark-" + UUID.randomUUID());
    options.setCheckpointDir(checkpoints.toString());
    StreamingLeftovers.clear();
    return new StreamingSession(KeptContext.start(options, given), checkpoints);
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    SplittableDoFns.adapt(pipeline);
    return pipeline.run();
  }

  /** Progress is in the snapshot log: the next start has no use for these checkpoints. */
  @Override
  public void close() throws IOException {
    context.close();
    StreamingLeftovers.clear();
    checkpoints.getFileSystem(hadoop).delete(checkpoints, true);
  }
}
