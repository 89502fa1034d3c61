package io.tidemark.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The store waits before it tries again what the SDK does not. */
class S3PausesTest {
  private static final byte[] BODY = "0123456789".getBytes(UTF_8);
  private static final String OTHER_MD5 = "0123456789abcdef0123456789abcdef";

  private final List<Integer> pauses = new ArrayList<>();
  private ObjectStore store;
  private HttpFaults faults;

  @BeforeEach
  void open() throws Exception {
    S3Options options = S3TestServer.options();
    options.setS3ClientFactoryClass(FaultyHttpFactory.class);
    String root = S3TestServer.emptyRoot();
    String prefix = root.substring("s3://ads/".length()) + "/";
    store = new S3ObjectStore(root, "ads", prefix, S3Clients.lease(options), pauses::add);
    faults = FaultyHttpFactory.last();
    store.put("k", BODY);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void body_that_broke_on_its_way_is_asked_for_again_at_once() throws Exception {
    faults.next(3, "GET", "/k", HttpFaults.cuts(2));

    assertThat(store.get("k"), is(BODY));
    assertThat(pauses, is(empty()));
  }

  @Test
  void connections_without_a_byte_are_waited_for_longer_each_time() {
    faults.next(100, "GET", "/k", HttpFaults.cuts(0));

    assertThrows(StoreException.class, () -> store.get("k"));

    assertThat(pauses, contains(1, 2, 3, 4));
    assertThat(faults.attempts("GET", "/k"), hasSize(6));
  }

  @Test
  void garbled_object_is_waited_for() throws Exception {
    faults.next(2, "GET", "/k", HttpFaults.garbles());

    assertThat(store.get("k"), is(BODY));
    assertThat(pauses, contains(1, 2));
  }

  @Test
  void key_that_is_taken_and_then_absent_is_waited_for() throws Exception {
    faults.next(2, "PUT", "/new", HttpFaults.refuses(412, "PreconditionFailed"));

    assertThat(store.putIfAbsent("new", BODY), is(true));
    assertThat(pauses, contains(1, 2));
  }

  @Test
  void upload_that_was_stored_otherwise_is_waited_for() throws Exception {
    faults.next(2, "PUT", "/k", HttpFaults.answersWith("ETag", '"' + OTHER_MD5 + '"'));
    faults.next(2, "GET", "/k", attempt -> other());

    store.put("k", BODY);

    assertThat(pauses, contains(1, 2));
    assertThat(faults.attempts("PUT", "/k"), hasSize(4)); // One when it was opened.
  }

  @Test
  void pauses_grow_like_those_of_the_sdk() {
    List<Long> millis =
        IntStream.of(1, 2, 3, 6, 7, 1000).mapToObj(n -> Pause.longest(n).toMillis()).toList();

    assertThat(millis, contains(100L, 200L, 400L, 3200L, 5000L, 5000L));
    assertThat(Pause.longest(Integer.MAX_VALUE), is(Duration.ofSeconds(5)));
  }

  @Test
  @Timeout(60)
  void interrupted_thread_does_not_wait() {
    Thread.currentThread().interrupt();

    for (int i = 0; i < 1000; i++) {
      Pause.JITTERED.after(1000);
    }

    assertThat(Thread.interrupted(), is(true));
  }

  private static HttpExecuteResponse other() {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("ETag", '"' + OTHER_MD5 + '"')
                .putHeader("Content-Length", "5")
                .build())
        .responseBody(
            AbortableInputStream.create(new ByteArrayInputStream("other".getBytes(UTF_8))))
        .build();
  }
}
