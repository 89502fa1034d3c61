package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.storage.StoreException.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** What a user is told when the options, the credentials or the bucket are wrong. */
class S3RefusalsTest {
  @BeforeAll
  static void give_up_sooner() {
    System.setProperty("aws.maxAttempts", "3");
  }

  @AfterAll
  static void be_patient_again() {
    System.clearProperty("aws.maxAttempts");
  }

  private final S3Options options = S3TestServer.options();

  @Test
  void a_wrong_secret_is_denied_without_showing_it() {
    options.setAwsCredentialsProvider(
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(S3TestServer.server().accessKey(), "not-the-secret")));

    StoreException e = failure("s3://ads/in", store -> store.list("", "", 1));

    assertThat(e.kind(), is(Kind.DENIED));
    assertThat(
        e.getMessage(),
        allOf(
            containsString("s3://ads/in"),
            containsString(S3TestServer.server().endpoint().toString()),
            containsString("AWS_ACCESS_KEY_ID"),
            not(containsString("not-the-secret"))));
  }

  @Test
  void missing_credentials_are_named_with_what_to_set() {
    assumeTrue(System.getProperty("aws.accessKeyId") == null);
    assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null);
    options.setAwsCredentialsProvider(SystemPropertyCredentialsProvider.create());

    StoreException e = failure("s3://ads/in", store -> store.get("k"));

    assertThat(e.kind(), is(Kind.DENIED));
    assertThat(
        e.getMessage(),
        allOf(containsString("no AWS credentials"), containsString("AWS_ACCESS_KEY_ID")));
  }

  @Test
  void a_missing_region_is_named_with_the_option_to_pass() {
    assumeTrue(System.getenv("AWS_REGION") == null && System.getProperty("aws.region") == null);
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.configFile", "no such file");
    try {
      options.setAwsRegion(null);

      StoreException e = failure("s3://ads/in", store -> store.get("k"));

      assertThat(e.kind(), is(Kind.UNUSABLE));
      assertThat(e.getMessage(), containsString("--awsRegion"));
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
      System.clearProperty("aws.configFile");
    }
  }

  @Test
  void a_missing_bucket_is_named_by_every_call() {
    List<Attempt> calls =
        List.of(
            store -> store.list("", "", 1),
            store -> store.head("k"),
            store -> store.get("k"),
            store -> store.open("k", "e", 0, 1),
            store -> store.open("k", "e", 0, 0),
            store -> store.put("k", bytes("v")),
            store -> store.putIfAbsent("k", bytes("v")),
            store -> store.delete("k"));
    for (Attempt call : calls) {
      StoreException e = failure("s3://no-such-bucket/in", call);

      assertThat(e.getMessage(), e.kind(), is(Kind.NOT_FOUND));
      assertThat(e.getMessage(), containsString("there is no bucket 'no-such-bucket'"));
    }
  }

  @Test
  void an_endpoint_that_does_not_answer_is_named() throws Exception {
    try (ClosedPort nobody = new ClosedPort()) {
      options.setEndpoint(URI.create(nobody.endpoint()));

      StoreException listed = failure("s3://ads/in", store -> store.list("", "", 1));
      StoreException created = failure("s3://ads/in", store -> store.putIfAbsent("k", bytes("v")));

      assertThat(listed.kind(), is(Kind.UNREACHABLE));
      assertThat(listed.getMessage(), containsString("no answer from " + nobody.endpoint()));
      assertThat(created.kind(), is(Kind.UNKNOWN));
    }
  }

  @Test
  void a_uri_with_keys_in_it_is_refused_and_not_repeated() {
    StoreException e = failure("s3://AKIA:secret@ads/in", store -> store.get("k"));

    assertThat(e.kind(), is(Kind.UNUSABLE));
    assertThat(
        e.getMessage(),
        allOf(containsString("--awsCredentialsProvider"), not(containsString("secret@"))));
  }

  @Test
  void the_user_part_of_an_endpoint_is_not_shown() throws Exception {
    try (ClosedPort nobody = new ClosedPort()) {
      options.setEndpoint(URI.create(nobody.endpoint().replace("//", "//user:secret@")));

      StoreException e = failure("s3://ads/in", store -> store.list("", "", 1));

      assertThat(e.getMessage(), not(containsString("secret")));
    }
  }

  private interface Attempt {
    void on(ObjectStore store) throws IOException;
  }

  private StoreException failure(String uri, Attempt attempt) {
    return assertThrows(
        StoreException.class,
        () -> {
          try (ObjectStore store = ObjectStores.open(uri, options)) {
            attempt.on(store);
          }
        });
  }
}
