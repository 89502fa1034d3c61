package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidemark.storage.StoreException.Kind;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a put-if-absent whose answer is lost, late or unclear. */
class S3CommitFaultsTest {
  @BeforeAll
  static void give_up_sooner() {
    System.setProperty("aws.maxAttempts", "3");
  }

  @AfterAll
  static void be_patient_again() {
    System.clearProperty("aws.maxAttempts");
  }

  private static final byte[] OURS = bytes("ours");

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
  void a_win_whose_answer_is_lost_is_a_win() throws Exception {
    faults.next(1, "PUT", "/k", HttpFaults.losesAnswer());

    boolean won = store.putIfAbsent("k", OURS);

    // The retry was told that the key is taken: by ourselves.
    assertThat(faults.attempts("PUT", "/k"), hasSize(2));
    assertThat(won, is(true));
    assertThat(other.get("k"), is(OURS));
  }

  @Test
  void a_win_is_found_by_reading_back_when_every_answer_is_lost() throws Exception {
    faults.next(100, "PUT", "/k", HttpFaults.losesAnswer());

    assertThat(store.putIfAbsent("k", OURS), is(true));
  }

  @Test
  void a_loss_whose_answer_is_lost_is_a_loss() throws Exception {
    other.put("k", bytes("theirs"));
    faults.next(100, "PUT", "/k", HttpFaults.losesAnswer());

    assertThat(store.putIfAbsent("k", OURS), is(false));
    assertThat(other.get("k"), is(bytes("theirs")));
  }

  @Test
  void a_write_that_never_seems_to_arrive_is_unknown() throws Exception {
    faults.next(100, "PUT", "/k", HttpFaults.doesNotConnect());

    StoreException e = assertThrows(StoreException.class, () -> store.putIfAbsent("k", OURS));

    assertThat(e.kind(), is(Kind.UNKNOWN));
    assertThat(e.getMessage(), containsString("'k' in " + root));
    assertThat(other.head("k").isPresent(), is(false));
  }

  @Test
  void a_write_that_cannot_be_read_back_is_unknown() throws Exception {
    faults.next(100, "PUT", "/k", HttpFaults.losesAnswer());
    faults.next(100, "GET", "/k", HttpFaults.doesNotConnect());

    StoreException e = assertThrows(StoreException.class, () -> store.putIfAbsent("k", OURS));

    assertThat(e.kind(), is(Kind.UNKNOWN));
    assertThat(other.get("k"), is(OURS));
  }

  @Test
  void a_conflict_with_a_write_that_came_to_nothing_is_tried_again() throws Exception {
    faults.next(2, "PUT", "/k", HttpFaults.refuses(409, "ConditionalRequestConflict"));

    assertThat(store.putIfAbsent("k", OURS), is(true));
    assertThat(faults.attempts("PUT", "/k"), hasSize(3));
  }

  @Test
  void a_denied_write_is_denied_not_unknown() throws Exception {
    faults.next(100, "PUT", "/k", HttpFaults.refuses(403, "AccessDenied"));

    StoreException e = assertThrows(StoreException.class, () -> store.putIfAbsent("k", OURS));

    assertThat(e.kind(), is(Kind.DENIED));
  }

  @Test
  void a_plain_write_whose_answer_is_lost_is_written_again() throws Exception {
    faults.next(1, "PUT", "/k", HttpFaults.losesAnswer());

    store.put("k", OURS);

    assertThat(other.get("k"), is(OURS));
    assertThat(faults.attempts("PUT", "/k"), hasSize(2));
  }

  @Test
  void an_upload_that_arrives_corrupted_is_sent_again() throws Exception {
    faults.next(1, "PUT", "/k", HttpFaults.refuses(400, "BadDigest"));

    store.put("k", OURS);

    assertThat(other.get("k"), is(OURS));
    assertThat(
        faults.attempts("PUT", "/k").get(0).firstMatchingHeader("Content-MD5").orElse(""),
        is("q9x5PHAKD5EQVmwJI5iYXw=="));
  }
}
