package io.tidemark.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3Test {
  @Test
  void listens_on_the_loopback_address_only_and_wants_a_signature() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      s3.createBucket("ads");

      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(s3.endpoint().resolve("/ads")).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(s3.endpoint().toString(), startsWith("http://127.0.0.1:"));
      assertThat(answer.statusCode(), is(403));
    }
  }

  @Test
  void two_servers_run_beside_each_other() {
    try (EmbeddedS3 one = EmbeddedS3.start();
        EmbeddedS3 other = EmbeddedS3.start()) {
      assertThat(one.endpoint().equals(other.endpoint()), is(false));
    }
  }

  @Test
  void a_bucket_in_a_folder_outlives_its_server(@TempDir Path folder) {
    for (int start = 0; start < 2; start++) {
      try (EmbeddedS3 s3 = EmbeddedS3.start(folder)) {
        s3.createBucket("ads");
      }
    }

    assertThat(Files.isDirectory(folder.resolve("ads")), is(true));
  }

  @Test
  void a_missing_jar_is_named_with_what_to_run() {
    String jar = System.getProperty(EmbeddedS3.JAR_PROPERTY);
    System.setProperty(EmbeddedS3.JAR_PROPERTY, "/nowhere/s3proxy.jar");
    try {
      IllegalStateException e = assertThrows(IllegalStateException.class, EmbeddedS3::start);

      assertThat(
          e.getMessage(),
          allOf(containsString("/nowhere/s3proxy.jar"), containsString("mvn -pl testdata")));
    } finally {
      System.setProperty(EmbeddedS3.JAR_PROPERTY, jar);
    }
  }

  @Test
  void options_are_written_as_beam_reads_them() {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      assertThat(
          String.join(" ", s3.beamOptions()),
          equalTo(
              "--awsRegion=us-east-1 --endpoint="
                  + s3.endpoint()
                  + " --awsCredentialsProvider={\"@type\":\"StaticCredentialsProvider\","
                  + "\"accessKeyId\":\"tidemark\",\"secretAccessKey\":\"tidemark-secret\"}"));
    }
  }
}
