package io.tidemark.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tidemark doctor} prints, and its exit codes. */
class DoctorCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void healthy_folders_end_with_0_and_the_rights_they_need() throws IOException {
    Files.createDirectories(folder.resolve("in/dt=2026-05-04/hr=18/mi=30"));
    Files.writeString(folder.resolve("in/dt=2026-05-04/hr=18/mi=30/a.jsonl"), "{}\n");

    int exit = doctor("--input=" + folder.resolve("in"), "--output=" + folder.resolve("out"));

    assertThat(err.toString(), exit, is(0));
    assertThat(
        out.toString(),
        allOf(
            startsWith("ok          options: checked"),
            containsString("ok          put-if-absent: 10 rounds of 16 writers at once"),
            containsString("0 faults, "),
            containsString("Rights of a run in folders:\n" + folder.resolve("in") + ": read")));
  }

  @Test
  void fault_ends_with_1_and_is_found_in_the_json() throws IOException {
    int exit =
        doctor(
            "--json",
            "--input=" + folder.resolve("in"),
            "--output=" + folder.resolve("out"),
            "--layout={dd}");

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(exit, is(1));
    assertThat(json.get("healthy").booleanValue(), is(false));
    assertThat(json.at("/findings/0/grade").textValue(), is("fault"));
    assertThat(json.at("/findings/0/about").textValue(), is("options"));
    assertThat(json.at("/findings/0/told").textValue(), startsWith("--layout={dd}: "));
    assertThat(json.has("policy"), is(false));
  }

  @Test
  void wrong_usage_ends_with_2() {
    assertThat(doctor("--input=in"), is(2));
    assertThat(err.toString(), containsString("--output"));
    assertThat(doctor("--input=in", "--output=out", "--frob=1"), is(2));
    assertThat(err.toString(), containsString("there is no option --frob"));
    assertThat(doctor("--input=in", "--output=gopher://out"), is(2));
    assertThat(err.toString(), containsString("no store knows this kind of URI"));
  }

  @Test
  void bucket_that_is_not_there_ends_with_3() {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      List<String> arguments = new ArrayList<>(s3.beamOptions());
      arguments.add("--input=s3://none/in");
      arguments.add("--output=" + folder.resolve("out"));

      int exit = doctor(arguments.toArray(String[]::new));

      assertThat(exit, is(3));
      assertThat(
          out.toString(),
          containsString("UNREACHABLE input: Cannot list '' in s3://none/in: there is no bucket"));
    }
  }

  @Test
  void policy_is_the_one_in_the_documentation() throws IOException {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      s3.createBucket("ads");
      List<String> arguments = new ArrayList<>(s3.beamOptions());
      try (ObjectStore bucket = ObjectStores.open("s3://ads", OptionParser.parse(arguments))) {
        bucket.put("index.yaml", CatalogueGenerator.indexYaml().getBytes(StandardCharsets.UTF_8));
      }
      arguments.addAll(List.of("--input=s3://ads/data/", "--output=s3://ads/index"));
      arguments.add("--index=s3://ads/index.yaml");

      int exit = doctor(arguments.toArray(String[]::new));

      assertThat(out.toString(), exit, is(0));
      String printed = out.toString().substring(out.toString().indexOf("IAM policy"));
      String documented = Files.readString(Path.of("../docs/doctor.md"));
      assertThat(documented, containsString(printed.indent(4)));
    }
  }

  private int doctor(String... arguments) {
    List<String> all = new ArrayList<>(List.of("doctor"));
    all.addAll(List.of(arguments));
    return Tidemark.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }
}
