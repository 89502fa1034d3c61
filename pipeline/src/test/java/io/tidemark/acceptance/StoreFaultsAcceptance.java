package io.tidemark.acceptance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.storage.ClosedPort;
import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.StoreException.Kind;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stores that cannot be used: exit code 3, within seconds, with what to do about it. */
public abstract class StoreFaultsAcceptance extends RunnerSuite {
  private static EmbeddedS3 s3;

  @BeforeAll
  static void start() {
    s3 = EmbeddedS3.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void missing_bucket_is_named() throws IOException {
    Site there = Site.on(s3, "there");
    Site input = new Site("s3://missing/input", there.output(), there.arguments());

    unreachable(runToNow(input), "s3://missing/input", "no bucket 'missing'", "create it");
    unreachable(
        runToNow(there.withOutput("s3://missing/out")), "s3://missing/out", "no bucket 'missing'");
    unreachable(
        index(there.withOutput("s3://missing/out")).command("status"), "no bucket 'missing'");
  }

  @Test
  void wrong_secret_key_is_told_without_showing_it() throws IOException {
    Site site = Site.on(s3, "locked");
    List<String> wrong =
        site.arguments().stream().map(a -> a.replace(s3.secretKey(), "not-the-key")).toList();
    Site locked = new Site(site.input(), site.output(), wrong);

    CommandRun run = runToNow(locked);

    unreachable(run, site.input(), "refused the credentials", "AWS_SECRET_ACCESS_KEY");
    assertThat(run.err(), not(containsString("not-the-key")));
    unreachable(index(locked).command("digest"), site.output(), "refused the credentials");
  }

  @Test
  @Timeout(120)
  void endpoint_nobody_listens_at_is_given_up_soon() throws IOException {
    Site site = Site.on(s3, "gone");
    try (ClosedPort nobody = new ClosedPort()) {
      String free = nobody.endpoint();
      List<String> elsewhere =
          site.arguments().stream().map(a -> a.replace(s3.endpoint().toString(), free)).toList();
      Site gone = new Site(site.input(), site.output(), elsewhere);

      unreachable(runToNow(gone), site.input(), "no answer from " + free, "check --endpoint");
      unreachable(index(gone).command("status"), site.output(), "no answer from " + free);
    }
  }

  @Test
  void input_that_fails_in_the_middle_of_cycles_is_told_with_its_reason() throws IOException {
    Site site = Site.on(s3, "fails-later");
    FaultPlan plan = FaultPlan.named("fails-later");
    for (int poll = 1; poll <= 3; poll++) {
      plan.on(Operation.LIST).call(1 + poll).failBefore(Kind.UNREACHABLE); // The first only looks.
    }
    Site failing = new Site(plan.uri(site.input()), site.output(), site.arguments());

    CommandRun run = runToNow(failing, "--mode=cycles", "--pollEvery=10ms");

    unreachable(run, "watch partitions under", site.input(), "Planned fault");
  }

  private static void unreachable(CommandRun run, String... parts) {
    assertThat(run.err(), run.exitCode(), is(3));
    for (String part : parts) {
      assertThat(run.err(), allOf(containsString("Cannot "), containsString(part)));
    }
  }
}
