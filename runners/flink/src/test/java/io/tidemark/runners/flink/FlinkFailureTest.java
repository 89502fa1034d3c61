package io.tidemark.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.tidemark.cli.Tidemark;
import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.StoreException.Kind;
import io.tidemark.testdata.CatalogueGenerator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that fails ends the run, and its cause comes through Flink unharmed. */
@Timeout(300)
class FlinkFailureTest {
  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"--mode=streaming", "--mode=cycles", "--until=now"})
  void failure_of_a_job_is_told_with_its_cause(String mode) throws Exception {
    Path object = scratch.resolve("input/dt=2026-05-04/hr=18/mi=00/a.jsonl");
    Files.createDirectories(object.getParent());
    Files.writeString(object, "{\"id\":\"1\",\"version\":1,\"headline\":\"a\"}\n");
    Path settings = scratch.resolve("index.yaml");
    Files.writeString(settings, CatalogueGenerator.indexYaml());
    FaultPlan plan = FaultPlan.named("flink-failure");
    plan.clear();
    plan.on(Operation.PUT, "shards/").everyCall().failBefore(Kind.DENIED);
    StringWriter err = new StringWriter();

    int exitCode =
        Tidemark.execute(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "run",
            "--runner=flink",
            mode,
            "--settle=0s",
            "--input=" + scratch.resolve("input"),
            "--output=" + plan.uri(scratch.resolve("output").toString()),
            "--index=" + settings);

    assertThat(
        err.toString(),
        matchesPattern("(?s).*tidemark: Cannot PUT .*: Planned fault: failed before the call.*"));
    assertThat(exitCode, is(3));
  }
}
