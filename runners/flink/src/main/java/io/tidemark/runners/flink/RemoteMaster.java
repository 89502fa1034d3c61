package io.tidemark.runners.flink;

import io.tidemark.pipeline.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.jspecify.annotations.Nullable;

/** A session cluster that is named by its REST address. */
final class RemoteMaster {
  private RemoteMaster() {}

  /**
   * The configuration of jobs for a cluster.
   *
   * @param master {@code host:port}; the port of the configuration, or 8081, without one
   * @param jars to ship; the one this class is in when there are none
   * @param base what else is configured
   */
  static Configuration jobs(String master, @Nullable List<String> jars, Configuration base) {
    URI address;
    try {
      address = new URI("flink://" + master.replaceFirst("^https?://", ""));
    } catch (URISyntaxException e) {
      throw refused(master, e);
    }
    if (address.getHost() == null) {
      throw refused(master, null);
    }
    Configuration jobs = new Configuration(base);
    jobs.set(DeploymentOptions.TARGET, RemoteExecutor.NAME);
    jobs.set(DeploymentOptions.ATTACHED, true);
    jobs.set(RestOptions.ADDRESS, address.getHost());
    jobs.set(JobManagerOptions.ADDRESS, address.getHost());
    if (address.getPort() != -1) {
      jobs.set(RestOptions.PORT, address.getPort());
    }
    jobs.set(
        PipelineOptions.JARS,
        (jars == null || jars.isEmpty() ? List.of(own()) : jars)
            .stream().map(jar -> Path.of(jar).toUri().toString()).toList());
    return jobs;
  }

  private static UsageException refused(String master, @Nullable Exception cause) {
    UsageException refused =
        new UsageException(
            "Cannot submit to --flinkMaster="
                + master
                + ": give host:port of its REST interface, [local] or [auto]");
    if (cause != null) {
      refused.initCause(cause);
    }
    return refused;
  }

  private static String own() {
    CodeSource source = RemoteMaster.class.getProtectionDomain().getCodeSource();
    Path jar = Path.of(URI.create(source.getLocation().toString()));
    if (!jar.toString().endsWith(".jar")) {
      throw new UsageException(
          "Cannot submit to a cluster from "
              + jar
              + ", which is no jar: name the jar to ship with --filesToStage");
    }
    return jar.toString();
  }
}
