package io.tidemark.runners.flink;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.util.ExceptionUtils;
import org.joda.time.Duration;

/**
 * A submitted pipeline. Beam's own result looks once a second how the job is, and does not tell why
 * it failed; this one hears of its end.
 */
final class FlinkJob implements PipelineResult {
  private final JobClient client;
  private final PipelineResult beam;
  private final CompletableFuture<JobExecutionResult> end;

  /**
   * A job.
   *
   * @param client reaches it
   * @param beam what Beam's runner made of it, for its metrics
   */
  FlinkJob(JobClient client, PipelineResult beam) {
    this.client = client;
    this.beam = beam;
    this.end = client.getJobExecutionResult();
  }

  String id() {
    return client.getJobID().toHexString();
  }

  @Override
  public State getState() {
    if (!end.isDone()) {
      return State.RUNNING;
    }
    if (!end.isCompletedExceptionally()) {
      return State.DONE;
    }
    return end.handle((result, failure) -> cancelled(failure)).join()
        ? State.CANCELLED
        : State.FAILED;
  }

  /** Asks the job to stop; it goes on for a moment after this returns. */
  @Override
  public State cancel() throws IOException {
    try {
      client.cancel().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while cancelling Flink job " + id(), e);
    } catch (ExecutionException e) {
      if (!end.isDone()) {
        throw new IOException(
            "Cannot cancel Flink job " + id() + ": " + e.getCause() + ". It may go on running", e);
      }
    }
    return getState();
  }

  @Override
  public State waitUntilFinish() {
    return waitUntilFinish(Duration.millis(Long.MAX_VALUE));
  }

  /**
   * Waits for the end, so long at most.
   *
   * @throws PipelineExecutionException when the job failed, with the cause
   */
  @Override
  public State waitUntilFinish(Duration patience) {
    try {
      end.get(patience.getMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return State.RUNNING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for Flink job " + id(), e);
    } catch (ExecutionException e) {
      if (!cancelled(e)) {
        throw new PipelineExecutionException(e.getCause());
      }
    }
    return getState();
  }

  @Override
  public MetricResults metrics() {
    return beam.metrics();
  }

  private static boolean cancelled(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, JobCancellationException.class).isPresent();
  }
}
