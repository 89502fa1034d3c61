package io.tidemark.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.testdata.CatalogueGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A run or a look-up that cannot be: exit code 2, every problem, and nothing changed. */
public abstract class WrongUsageAcceptance extends RunnerSuite {

  @Test
  void all_missing_options_are_listed_at_once() {
    refused("run").says("Cannot run", "--input is missing", "--output", "--index is missing");
  }

  @Test
  void all_wrong_values_are_listed_at_once() {
    CommandRun run =
        CommandRun.of(
            List.of(
                "run",
                "--input=in",
                "--output=out",
                "--index=index.yaml",
                "--period=7x",
                "--late=maybe",
                "--shards=0",
                "--until=soon"));

    new Refusal(run)
        .says("--shards=0 is not between 1 and", "--period=7x", "--until=soon", "--late=maybe");
    assertThat("no problem that is none", run.err(), not(containsString("--layout")));
  }

  @Test
  void all_unknown_options_are_listed_at_once_and_no_secret_is_shown() {
    Refusal refusal =
        refused("run", "--shards=many", "--frob=1", "--outpt=x", "--awsCredentialsProvider={hush");

    refusal.says(
        "--shards=many: ",
        "there is no option --frob",
        "there is no option --outpt. Did you mean 'output'?",
        "--awsCredentialsProvider: the value cannot be read");
    assertThat(refusal.run().err(), not(containsString("hush")));
  }

  @Test
  void commands_that_are_not_there_are_refused() {
    refused("frobnicate").says("Unmatched argument", "'frobnicate'");
    refused("status", "--index=x", "--jsn").says("there is no option --jsn");
    refused("run", "--runner=spork").says("Cannot run with --runner=spork: this jar has [");
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of("id: id\n", "fields: there are none"),
        Arguments.of(
            "fields:\n  a: {type: txt}\n  b: {type: text, analyzer: klingon}\nfeilds: {}\n",
            "3 problems"),
        Arguments.of("fields: [", "index.yaml"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void settings_that_cannot_be_used_are_refused_with_every_problem(String yaml, String told)
      throws IOException {
    Path file = Files.writeString(scratch.resolve("index.yaml"), yaml);

    new Refusal(runToNow(site(), file)).says("Cannot use the index settings in " + file, told);
  }

  @Test
  void settings_that_cannot_be_read_are_refused() throws IOException {
    Path latin = Files.write(scratch.resolve("latin.yaml"), new byte[] {'#', (byte) 0xE9, '\n'});

    new Refusal(runToNow(site(), scratch.resolve("none.yaml")))
        .says("Cannot read the index settings", "none.yaml: there is no such file", "--index");
    new Refusal(runToNow(site(), scratch)).says("Cannot read the index settings", "it is a folder");
    new Refusal(runToNow(site(), latin)).says("latin.yaml: it is not UTF-8");
  }

  @Test
  void layout_that_does_not_sort_in_time_is_refused() throws IOException {
    new Refusal(runToNow(site(), "--layout=dt={dd-MM-yyyy}/hr={HH}/mi={mm}"))
        .says("{dd} comes before {yyyy}", "would not sort in time order", "give yyyy, MM, dd");
  }

  @Test
  void changes_and_index_in_each_others_way_are_refused() {
    refused("run", "--index=index.yaml", "--input=in", "--output=./in/")
        .says("Cannot run", "--input and --output are the same");
    refused("run", "--index=index.yaml", "--input=s3://b", "--output=s3://b/dt=index")
        .says("Cannot run", "--output=s3://b/dt=index lies inside --input");
  }

  @ParameterizedTest
  @CsvSource({"'', index", "changes, ''"})
  void changes_and_index_that_do_not_meet_may_share_a_folder(String in, String out)
      throws IOException {
    Path folder = scratch.resolve("shared");
    Site site = new Site(folder.resolve(in).toString(), folder.resolve(out).toString(), List.of());
    change(site);

    runToNow(site).succeeded();
    runToNow(site).succeeded();

    assertThat(index(site).ids("*:*"), is(List.of("a")));
    assertThat(index(site).status().at("/objects/all").asInt(), is(1));
  }

  @Test
  void run_with_other_settings_than_the_index_has_is_refused_and_changes_nothing()
      throws IOException {
    Site site = site();
    change(site);
    runToNow(site).succeeded();
    Map<String, String> before = index(site).files("");
    String yaml =
        CatalogueGenerator.indexYaml().replace("status: {type: keyword}", "new: {type: text}");
    Path other = Files.writeString(scratch.resolve("other.yaml"), yaml);

    new Refusal(runToNow(site, other, "--shards=8", "--period=20m"))
        .says(
            "Cannot continue the index in " + site.output(),
            "index.yaml: fields.new is new; change it back",
            "fields.status is gone",
            "--shards is 4 in the index, 8 in this run",
            "--period is PT10M in the index, PT20M in this run",
            "Or give another --output",
            "delete nothing");
    new Refusal(runToNow(site, "--layout={yyyy}/{MM}/{dd}/{HH}{mm}"))
        .says("--layout is dt={yyyy-MM-dd}/hr={HH}/mi={mm} in the index");
    assertThat(index(site).files(""), is(before));
  }

  @Test
  void look_ups_that_cannot_be_are_refused() throws IOException {
    Site site = site();
    change(site);
    runToNow(site).succeeded();
    BuiltIndex index = index(site);

    new Refusal(index.command("search", "headline:(")).says("Cannot parse query 'headline:('");
    new Refusal(index.command("search", "nofield:x")).says("no field 'nofield'", "headline");
    new Refusal(index.command("ids", "headline:[a TO")).says("Cannot parse query");
    new Refusal(index.command("search", "--top=0", "x")).says("--top=0", "ask for 1 or more");
    new Refusal(index.command("search", "--at=99", "x")).says("version 99", "the newest is 2");
    new Refusal(index.command("search", "--at=0", "x")).says("versions start at 1");
    new Refusal(index.command("search", "--at=x", "x")).says("--at", "'x' is not a long");
    new Refusal(index.command("search", "--asOf=today", "x")).says("'today' is no instant such as");
    new Refusal(index.command("search")).says("Missing required parameter: 'QUERY'");
    new Refusal(index.command("ids")).says("Give either one QUERY or --queries=FILE");
    new Refusal(index.command("ids", "--queries=none.txt")).says("--queries=none.txt");
    for (String command : List.of("status", "digest", "verify")) {
      Site nothing = site.withOutput(scratch.resolve("nothing").toString());
      new Refusal(index(nothing).command(command)).says("No index in", "nothing", "Is the URI");
    }
  }

  @Test
  void cache_that_is_a_file_is_refused() throws IOException {
    Site site = site();
    change(site);
    runToNow(site).succeeded();
    Path file = Files.writeString(scratch.resolve("a-file"), "");

    new Refusal(CommandRun.of(site.reading(file, "digest")))
        .says("Cannot keep shard files in " + file, "--cache");
  }

  private Site site() {
    return Site.local(scratch);
  }

  private static void change(Site site) throws IOException {
    try (var store = site.open(site.input())) {
      byte[] line = "{\"id\":\"a\",\"version\":1,\"headline\":\"red tent\"}\n".getBytes(UTF_8);
      store.put("dt=2026-05-04/hr=18/mi=00/part.jsonl", line);
    }
  }

  private static Refusal refused(String... arguments) {
    return new Refusal(CommandRun.of(Arrays.asList(arguments)));
  }

  /** A command refused as wrong usage. */
  private record Refusal(CommandRun run) {
    Refusal {
      assertThat(run.err(), run.exitCode(), is(2));
      assertThat(run.out(), is(""));
    }

    void says(String... parts) {
      List<Matcher<? super String>> all = new ArrayList<>();
      Arrays.stream(parts).forEach(part -> all.add(containsString(part)));
      assertThat(run.err(), allOf(all));
    }
  }
}
