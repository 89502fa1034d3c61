package io.tidemark.runners.spark;

import io.tidemark.pipeline.GivenOptions;
import java.util.Map;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.coders.SparkRunnerKryoRegistrator;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.translation.SparkContextFactory;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The Spark context of a run, kept from one pipeline to the next. A process has one at a time: Beam
 * keeps it in a static field.
 */
final class KeptContext implements AutoCloseable {
  private static final String MASTER = "spark.master";

  /** All cores; a task is tried four times, as on a cluster. */
  private static final String THIS_PROCESS = "local[*,4]";

  /** A master for which Beam does not pack the class path into jars to send. */
  private static final String NOTHING_TO_SEND = "local";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          // A cycle is shorter than the wait for a task's favorite place.
          "spark.locality.wait", "0s",
          // Cycles go on for weeks; the driver keeps the story of so many.
          "spark.ui.retainedJobs", "200",
          "spark.ui.retainedStages", "800",
          "spark.ui.retainedTasks", "10000");

  private static final Map<String, String> EMBEDDED =
      Map.of(
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1");

  private final JavaSparkContext spark;

  private KeptContext(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Where a run's work is done: what {@code spark-submit} says before what the options say. */
  static String master(SparkPipelineOptions options, GivenOptions given) {
    return new SparkConf()
        .get(MASTER, given.has("sparkMaster") ? options.getSparkMaster() : THIS_PROCESS);
  }

  /** Whether a master means this process. */
  static boolean local(String master) {
    return master.startsWith("local");
  }

  /** Starts a context and tells Beam to use it. */
  static KeptContext start(SparkPipelineOptions options, GivenOptions given) {
    JavaSparkContext spark = new JavaSparkContext(conf(options, given));
    SparkContextFactory.setProvidedSparkContext(spark);
    options.setUsesProvidedSparkContext(true);
    options.setSparkMaster(NOTHING_TO_SEND);
    MetricsAccumulator.clear(); // Counts of an earlier run in this process.
    return new KeptContext(spark);
  }

  private static SparkConf conf(SparkPipelineOptions options, GivenOptions given) {
    SparkConf conf = new SparkConf();
    boolean submitted = conf.contains(MASTER);
    conf.setMaster(master(options, given));
    if (local(conf.get(MASTER))) {
      EMBEDDED.forEach(conf::setIfMissing);
    } else if (!submitted) {
      conf.setJars(JavaSparkContext.jarOfClass(KeptContext.class));
    }
    DEFAULTS.forEach(conf::setIfMissing);
    conf.setIfMissing("spark.app.name", options.getAppName());
    conf.set("spark.kryo.registrator", SparkRunnerKryoRegistrator.class.getName());
    return conf;
  }

  JavaSparkContext spark() {
    return spark;
  }

  @Override
  public void close() {
    SparkContextFactory.clearProvidedSparkContext();
    spark.stop();
  }
}
