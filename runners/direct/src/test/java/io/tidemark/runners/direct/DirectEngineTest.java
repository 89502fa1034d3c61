package io.tidemark.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.cli.Tidemark;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.RunKind;
import io.tidemark.pipeline.TidemarkOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectEngineTest {
  @TempDir Path folder;

  @Test
  void checks_of_every_element_are_off_unless_asked_for() throws IOException {
    DirectOptions usual = opened();
    DirectOptions asked = opened("--enforceImmutability=true");

    assertThat(usual.isEnforceEncodability(), is(false));
    assertThat(usual.isEnforceImmutability(), is(false));
    assertThat(asked.isEnforceEncodability(), is(false));
    assertThat(asked.isEnforceImmutability(), is(true));
  }

  @Test
  void doctor_warns_of_checks_that_were_asked_for() {
    assertThat(
        doctor("--enforceImmutability=true"),
        allOf(
            containsString("WARNING     direct: --enforceImmutability copies and compares every"),
            not(containsString("--enforceEncodability"))));
    assertThat(doctor("--enforceImmutability=false"), not(containsString("direct:")));
    assertThat(doctor("--runFor=1m"), not(containsString("direct:")));
  }

  @Test
  void doctor_warns_of_a_stream_that_grows() {
    assertThat(
        doctor("--mode=streaming"),
        containsString("WARNING     direct: --mode=streaming keeps something of every bundle"));
    assertThat(doctor("--mode=cycles"), not(containsString("direct:")));
  }

  private static DirectOptions opened(String... arguments) throws IOException {
    TidemarkOptions options = OptionParser.parse(List.of(arguments));
    new DirectEngine().open(options, RunKind.STREAMING).close();
    return options.as(DirectOptions.class);
  }

  private String doctor(String option) {
    StringWriter out = new StringWriter();
    int exit =
        Tidemark.execute(
            new PrintWriter(out),
            new PrintWriter(out),
            "doctor",
            "--input=" + folder.resolve("in"),
            "--output=" + folder.resolve("out"),
            option);
    assertThat(out.toString(), exit, is(0));
    return out.toString();
  }
}
