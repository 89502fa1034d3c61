package io.tidemark.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexIdentityTest {
  private static final IndexIdentity WAS = identity("standard", 4, "dt={yyyy-MM-dd}", "P1D", "L9");

  @Test
  void equal_identities_have_no_differences() {
    IndexIdentity same = identity("standard", 4, "dt={yyyy-MM-dd}", "P1D", "L9");

    assertThat(WAS.differences(same), is(empty()));
  }

  @Test
  void each_difference_tells_what_was_what_is_and_what_to_do() {
    IndexIdentity wanted = identity("english", 8, "dt={yyyyMMdd}", "PT1H", "L10");

    assertThat(
        WAS.differences(wanted),
        contains(
            "index.yaml: fields.body.analyzer was standard, is now english; change it back to go"
                + " on",
            "--shards is 4 in the index, 8 in this run; pass --shards=4 to go on",
            "--layout is dt={yyyy-MM-dd} in the index, dt={yyyyMMdd} in this run; pass"
                + " --layout=dt={yyyy-MM-dd} to go on",
            "--period is P1D in the index, PT1H in this run; pass --period=P1D to go on",
            "the Lucene codec is L9 in the index, L10 in this version of Tidemark; use the version"
                + " that made the index to go on"));
  }

  private static IndexIdentity identity(
      String analyzer, int shards, String layout, String period, String lucene) {
    FieldSettings body = new FieldSettings("body", "body", FieldType.TEXT, analyzer, false);
    IndexSettings settings = new IndexSettings("id", "op", null, List.of(body));
    return new IndexIdentity(settings, settings.hash(), shards, layout, period, lucene);
  }
}
