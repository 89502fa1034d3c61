package io.tidemark.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Test;

class LocalClusterTest {
  @Test
  void jobs_follow_each_other_from_one_cluster_to_the_next() throws Exception {
    List<List<Integer>> results = new ArrayList<>();
    Path scratch;
    try (LocalCluster cluster = LocalCluster.start(new Configuration(), 1, 2)) {
      scratch = Path.of(cluster.jobs().get(CoreOptions.TMP_DIRS));
      ExecutionEnvironment jobs =
          new ExecutionEnvironment(cluster, cluster.jobs(), getClass().getClassLoader());
      for (int job = 0; job < 5; job++) {
        results.add(jobs.fromElements(job).collect());
      }
      assertThat(Files.exists(scratch), is(true));
    }

    assertThat(results, contains(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4)));
    assertThat(Files.exists(scratch), is(false));
  }
}
