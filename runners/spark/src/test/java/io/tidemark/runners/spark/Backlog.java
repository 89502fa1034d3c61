package io.tidemark.runners.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Notes how far the batches of a stream are behind: Spark makes one, named in its conf. */
public final class Backlog extends SparkListener {
  private static final AtomicLong MOST = new AtomicLong();

  /** Milliseconds from the time of a batch to the start of one of its jobs, the most there was. */
  static long most() {
    return MOST.get();
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    String batch = job.properties().getProperty("spark.streaming.internal.batchTime");
    if (batch != null) {
      MOST.accumulateAndGet(job.time() - Long.parseLong(batch), Math::max);
    }
  }
}
