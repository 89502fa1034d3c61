package io.tidemark.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.StoreException.Kind;
import java.io.InputStream;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Bytes that are garbled on their way, and ETags that are no checksums. */
class S3ChecksumsTest {
  private static final byte[] BODY = "0123456789".getBytes(UTF_8);
  private static final String OTHER_MD5 = "\"0123456789abcdef0123456789abcdef\"";

  private ObjectStore store;
  private HttpFaults faults;

  @BeforeEach
  void open() throws Exception {
    S3Options options = S3TestServer.options();
    options.setS3ClientFactoryClass(FaultyHttpFactory.class);
    store = ObjectStores.open(S3TestServer.emptyRoot(), options);
    faults = FaultyHttpFactory.last();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whole_object_that_is_garbled_is_read_again() throws Exception {
    store.put("k", BODY);
    faults.next(2, "GET", "/k", HttpFaults.garbles());

    assertThat(store.get("k"), is(BODY));
    assertThat(faults.attempts("GET", "/k"), hasSize(3));
  }

  @Test
  void object_that_is_garbled_again_and_again_is_told_with_both_checksums() throws Exception {
    store.put("k", BODY);
    String etag = store.head("k").orElseThrow().etag();
    faults.next(100, "GET", "/k", HttpFaults.garbles());

    StoreException e = assertThrows(StoreException.class, () -> store.get("k"));

    assertThat(e.kind(), is(Kind.UNREACHABLE));
    assertThat(
        e.getMessage(),
        allOf(containsString("read 'k' in"), containsString("MD5 is "), containsString(etag)));
  }

  @Test
  void stream_of_a_whole_object_that_is_garbled_fails_before_its_end() throws Exception {
    store.put("k", BODY);
    String etag = store.head("k").orElseThrow().etag();
    faults.next(1, "GET", "/k", HttpFaults.garbles());

    try (InputStream in = store.open("k", etag, 0, BODY.length)) {
      StoreException e = assertThrows(StoreException.class, in::readAllBytes);
      assertThat(e.getMessage(), containsString("other bytes came than were stored"));
    }
    assertThat(store.open("k", etag, 0, BODY.length).readAllBytes(), is(BODY));
    assertThat(store.open("k", etag, 1, BODY.length).read(), is((int) '1'));
  }

  @Test
  void whole_object_over_two_connections_is_compared_as_one() throws Exception {
    store.put("k", BODY);
    String etag = store.head("k").orElseThrow().etag();
    faults.next(1, "GET", "/k", HttpFaults.cuts(4));

    assertThat(store.open("k", etag, 0, BODY.length).readAllBytes(), is(BODY));
  }

  @Test
  void etag_of_an_upload_that_is_no_checksum_is_never_taken_for_one_again() throws Exception {
    faults.next(1, "PUT", "/k", HttpFaults.answersWith("ETag", OTHER_MD5));
    store.put("k", BODY);
    faults.next(1, "GET", "/k", HttpFaults.answersWith("ETag", OTHER_MD5));

    assertThat(store.get("k"), is(BODY));
    assertThat(faults.attempts("GET", "/k"), hasSize(2));
  }

  @Test
  void encrypted_object_has_no_checksum_for_an_etag() throws Exception {
    store.put("k", BODY);
    faults.next(1, "GET", "/k", withOtherEtag("x-amz-server-side-encryption", "aws:kms"));
    faults.next(
        1, "GET", "/k", withOtherEtag("x-amz-server-side-encryption-customer-algorithm", "AES256"));

    assertThat(store.get("k"), is(BODY));
    assertThat(store.get("k"), is(BODY));
    assertThat(faults.attempts("GET", "/k"), hasSize(2));
  }

  @Test
  void object_listed_without_an_etag_is_looked_at() throws Exception {
    store.put("k", BODY);
    String etag = store.head("k").orElseThrow().etag();
    String prefix = store.uri().substring("s3://ads/".length()).replace(" ", "%20");
    faults.next(
        1,
        "GET",
        "list-type",
        HttpFaults.answers(
            200,
            "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>"
                + prefix
                + "/k</Key><Size>10</Size><LastModified>2026-01-05T00:10:00.000Z</LastModified>"
                + "</Contents><IsTruncated>false</IsTruncated></ListBucketResult>"));

    assertThat(store.list("", "", 10).stream().map(StoredObject::etag).toList(), contains(etag));
  }

  @Test
  void object_without_any_etag_is_refused_by_name() throws Exception {
    store.put("k", BODY);
    faults.next(1, "HEAD", "/k", HttpFaults.answersWith("ETag", ""));

    StoreException e = assertThrows(StoreException.class, () -> store.head("k"));

    assertThat(e.kind(), is(Kind.REFUSED));
    assertThat(e.getMessage(), containsString("the server gives it no ETag"));
  }

  private static HttpFaults.Fault withOtherEtag(String header, String value) {
    return attempt ->
        HttpFaults.answersWith("ETag", OTHER_MD5)
            .apply(new Answered(HttpFaults.answersWith(header, value).apply(attempt)));
  }

  /** An attempt whose answer is there. */
  private record Answered(HttpExecuteResponse answer) implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() {
      return answer;
    }

    @Override
    public void abort() {}
  }
}
