package io.tidemark.storage;

import static io.tidemark.storage.StoreRoot.bytes;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3ClientsTest {
  @Test
  void stores_with_the_same_options_share_a_client_until_the_last_is_closed() throws Exception {
    ObjectStore one = ObjectStores.open(S3TestServer.emptyRoot(), S3TestServer.options());
    ObjectStore other = ObjectStores.open(S3TestServer.emptyRoot(), S3TestServer.options());
    try (S3Clients.Lease before = S3Clients.lease(S3TestServer.options())) {
      one.close();
      one.close();
      try (S3Clients.Lease after = S3Clients.lease(S3TestServer.options())) {
        assertThat(after.client(), sameInstance(before.client()));
      }
    }

    other.put("k", bytes("v"));

    assertThat(other.get("k"), is(bytes("v")));
    other.close();
  }

  @Test
  void other_credentials_make_another_client() throws Exception {
    S3Options others = S3TestServer.options();
    others.setAwsCredentialsProvider(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("someone", "else")));
    try (S3Clients.Lease ours = S3Clients.lease(S3TestServer.options());
        S3Clients.Lease theirs = S3Clients.lease(others)) {
      assertThat(ours.client(), not(sameInstance(theirs.client())));
    }
  }

  @Test
  void closing_the_last_store_leaves_the_credentials_open_for_others() throws Exception {
    ClosableCredentials credentials = new ClosableCredentials();
    S3Options options = S3TestServer.options();
    options.setAwsCredentialsProvider(credentials);

    try (ObjectStore store = ObjectStores.open(S3TestServer.emptyRoot(), options)) {
      store.put("k", bytes("v"));
    }

    assertThat(credentials.asked, is(true));
    assertThat(credentials.closed, is(false));
  }

  /** As the default provider is: one for all, and it can be closed. */
  private static final class ClosableCredentials implements AwsCredentialsProvider, AutoCloseable {
    private boolean asked;
    private boolean closed;

    @Override
    public AwsCredentials resolveCredentials() {
      asked = true;
      return AwsBasicCredentials.create(
          S3TestServer.server().accessKey(), S3TestServer.server().secretKey());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
