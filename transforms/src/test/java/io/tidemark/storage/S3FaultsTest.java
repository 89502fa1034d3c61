package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static io.tidemark.storage.StoreRoot.keys;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.StoreException.Kind;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What the store makes of faults between it and a server that works. */
class S3FaultsTest {
  @BeforeAll
  static void give_up_sooner() {
    System.setProperty("aws.maxAttempts", "3");
  }

  @AfterAll
  static void be_patient_again() {
    System.clearProperty("aws.maxAttempts");
  }

  private final String root = S3TestServer.emptyRoot();

  private ObjectStore store;
  private ObjectStore other;
  private HttpFaults faults;

  @BeforeEach
  void open() throws Exception {
    S3Options options = S3TestServer.options();
    options.setS3ClientFactoryClass(FaultyHttpFactory.class);
    store = ObjectStores.open(root, options);
    faults = FaultyHttpFactory.last();
    other = ObjectStores.open(root, S3TestServer.options());
  }

  @AfterEach
  void close() {
    store.close();
    other.close();
  }

  @Test
  void absent_objects_are_absent_though_one_may_not_look_at_the_bucket() throws Exception {
    faults.next(1, "HEAD", "ads", HttpFaults.answers(404, ""));
    faults.next(1, "HEAD", "ads", HttpFaults.refuses(403, "AccessDenied"));

    assertThat(store.head("k"), is(Optional.empty()));
    assertThat(faults.attempts("HEAD", ""), hasSize(2));
  }

  @Test
  void a_listing_is_one_request() throws Exception {
    for (String key : List.of("a", "b", "c")) {
      other.put(key, bytes(key));
    }

    assertThat(keys(store.list("", "", 2)), contains("a", "b"));
    assertThat(faults.attempts("GET", ""), hasSize(1));
    assertThat(keys(store.list("", "b", 1000)), contains("c"));
    assertThat(faults.attempts("GET", ""), hasSize(2));
  }

  @Test
  void a_page_that_the_server_cut_short_is_continued() throws Exception {
    String prefix = root.substring("s3://ads/".length()) + "/";
    faults.next(1, "GET", "start-after", HttpFaults.answers(200, page(prefix, true, "b", "c")));
    faults.next(
        1, "GET", "continuation-token=more", HttpFaults.answers(200, page(prefix, false, "d")));

    assertThat(keys(store.list("", "a", 1000)), contains("b", "c", "d"));
  }

  @Test
  void a_server_that_does_not_sort_is_refused() {
    String prefix = root.substring("s3://ads/".length()) + "/";
    faults.next(1, "GET", "list-type", HttpFaults.answers(200, page(prefix, false, "b", "a")));

    StoreException e = assertThrows(StoreException.class, () -> store.list("", "", 1000));

    assertThat(e.kind(), is(Kind.REFUSED));
    assertThat(e.getMessage(), containsString("returned 'a' after 'b'"));
  }

  @Test
  void keys_outside_the_prefix_are_not_taken_for_others() {
    String prefix = root.substring("s3://ads/".length()) + "/";
    faults.next(1, "GET", "list-type", HttpFaults.answers(200, page(prefix, false, "a", "b")));

    StoreException e = assertThrows(StoreException.class, () -> store.list("b", "", 1000));

    assertThat(e.kind(), is(Kind.REFUSED));
    assertThat(e.getMessage(), containsString("/a', which does not start with the prefix"));
  }

  @Test
  void throttling_is_waited_out_by_every_call() throws Exception {
    for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
      faults.next(2, method, "", HttpFaults.refuses(503, "SlowDown"));
    }

    store.put("k", bytes("v"));
    String etag = store.head("k").orElseThrow().etag();

    assertThat(store.open("k", etag, 0, 1).readAllBytes(), is(bytes("v")));
    store.delete("k");
    assertThat(other.head("k").isPresent(), is(false));
    for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
      assertThat(method, faults.attempts(method, ""), hasSize(3));
    }
  }

  @Test
  void a_server_that_keeps_failing_is_unreachable() {
    faults.next(100, "GET", "", HttpFaults.refuses(500, "InternalError"));

    StoreException e = assertThrows(StoreException.class, () -> store.get("k"));

    assertThat(e.kind(), is(Kind.UNREACHABLE));
    assertThat(
        e.getMessage(), allOf(containsString("kept answering"), containsString("status 500")));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 503, 507, 520, 526})
  void answers_that_may_pass_are_tried_again_and_leave_the_server_unreachable(int status) {
    faults.next(100, "GET", "", HttpFaults.answers(status, ""));

    StoreException e = assertThrows(StoreException.class, () -> store.get("k"));

    assertThat(e.kind(), is(Kind.UNREACHABLE));
    assertThat(e.getMessage(), containsString("status " + status));
    assertThat(faults.attempts("GET", ""), hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 418, 501})
  void answers_that_stay_are_refusals(int status) {
    faults.next(100, "GET", "", HttpFaults.answers(status, ""));

    StoreException e = assertThrows(StoreException.class, () -> store.get("k"));

    assertThat(e.kind(), is(Kind.REFUSED));
    assertThat(faults.attempts("GET", ""), hasSize(1));
  }

  @Test
  void a_body_that_ends_early_is_resumed_where_it_ended() throws Exception {
    byte[] body = body(1 << 20);
    other.put("k", body);
    String etag = other.head("k").orElseThrow().etag();
    faults.next(1, "GET", "/k", HttpFaults.cuts(100_000));
    faults.next(1, "GET", "/k", HttpFaults.breaks(200_000));

    byte[] read = store.get("k");

    assertThat(Arrays.mismatch(read, body), is(-1));
    List<SdkHttpRequest> attempts = faults.attempts("GET", "/k");
    assertThat(header(attempts.get(1), "Range"), is("bytes=100000-1048575"));
    assertThat(header(attempts.get(2), "Range"), is("bytes=300000-1048575"));
    assertThat(header(attempts.get(2), "If-Match"), is('"' + etag + '"'));
    assertThat(attempts, hasSize(3));
  }

  @Test
  void a_range_that_breaks_is_resumed_where_it_broke() throws Exception {
    byte[] body = body(50_000);
    other.put("k", body);
    String etag = other.head("k").orElseThrow().etag();
    faults.next(3, "GET", "/k", HttpFaults.breaks(7_000));

    try (InputStream in = store.open("k", etag, 10_000, 40_000)) {
      assertThat(
          Arrays.mismatch(in.readAllBytes(), Arrays.copyOfRange(body, 10_000, 40_000)), is(-1));
    }
    assertThat(header(faults.attempts("GET", "/k").get(3), "Range"), is("bytes=31000-39999"));
  }

  @Test
  void connections_that_break_without_a_byte_are_given_up_in_the_end() throws Exception {
    other.put("k", body(5_000));
    faults.next(100, "GET", "/k", HttpFaults.cuts(0));

    StoreException e = assertThrows(StoreException.class, () -> store.get("k"));

    assertThat(e.kind(), is(Kind.UNREACHABLE));
    assertThat(e.getMessage(), containsString("broke at byte 0 of 5000"));
    assertThat(faults.attempts("GET", "/k"), hasSize(6));
  }

  @Test
  void an_object_replaced_while_the_connection_is_broken_is_never_mixed() throws Exception {
    byte[] before = body(50_000);
    byte[] after = new byte[60_000];
    other.put("k", before);
    String etag = other.head("k").orElseThrow().etag();
    faults.next(2, "GET", "/k", HttpFaults.breaks(7_000));
    faults.next(1, "GET", "/k", HttpFaults.after(() -> replace("k", after)));

    InputStream in = store.open("k", etag, 0, 50_000);
    assertThat(in.readNBytes(14_000), is(Arrays.copyOf(before, 14_000)));
    StoreException e = assertThrows(StoreException.class, in::read);

    assertThat(e.kind(), is(Kind.CHANGED));
  }

  @Test
  void a_whole_read_starts_anew_when_the_object_is_replaced_in_the_middle() throws Exception {
    byte[] after = body(60_000);
    other.put("k", new byte[50_000]);
    faults.next(1, "GET", "/k", HttpFaults.breaks(7_000));
    faults.next(1, "GET", "/k", HttpFaults.after(() -> replace("k", after)));

    assertThat(Arrays.mismatch(store.get("k"), after), is(-1));
  }

  private void replace(String key, byte[] body) {
    try {
      other.put(key, body);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    return body;
  }

  private static String header(SdkHttpRequest request, String name) {
    return request.firstMatchingHeader(name).orElse("");
  }

  private static String page(String prefix, boolean truncated, String... keys) {
    StringBuilder page = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
    for (String key : keys) {
      page.append("<Contents><Key>").append(prefix.replace(" ", "%20")).append(key);
      page.append("</Key><ETag>e</ETag><Size>1</Size>");
      page.append("<LastModified>2026-01-05T00:10:00.000Z</LastModified></Contents>");
    }
    page.append("<IsTruncated>").append(truncated).append("</IsTruncated>");
    page.append(truncated ? "<NextContinuationToken>more</NextContinuationToken>" : "");
    return page.append("</ListBucketResult>").toString();
  }
}
