package io.tidemark.doctor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessNeedsTest {
  private static final String LIST_INPUT = "ListInput [s3:ListBucket] [arn:aws:s3:::in]";
  private static final String READ_INPUT = "ReadInput [s3:GetObject] [arn:aws:s3:::in/*]";
  private static final String READ_INDEX =
      "ReadIndexSettings [s3:GetObject] [arn:aws:s3:::conf/a/index.yaml]";

  @Test
  void index_settings_in_s3_are_one_object_to_read() {
    List<String> all = statements("s3://in", "s3://b/out", "s3://conf/a/index.yaml");

    assertThat(
        all,
        contains(
            LIST_INPUT,
            READ_INPUT,
            READ_INDEX,
            "ListOutput [s3:ListBucket] [arn:aws:s3:::b]",
            "ReadWriteOutput [s3:GetObject, s3:PutObject] [arn:aws:s3:::b/out/*]",
            "ClearAway [s3:DeleteObject]"
                + " [arn:aws:s3:::b/out/stop/*, arn:aws:s3:::b/out/doctor/*]"));
  }

  @Test
  void index_settings_in_a_file_or_not_given_need_no_statement() {
    assertThat(statements("s3://in", "/out", "index.yaml"), contains(LIST_INPUT, READ_INPUT));
    assertThat(statements("s3://in", "/out", null), contains(LIST_INPUT, READ_INPUT));
    assertThat(statements("/in", "/out", "s3://conf/a/index.yaml"), contains(READ_INDEX));
  }

  @Test
  void folders_need_no_policy() {
    assertThat(needs("/in", "/out", "index.yaml").policy().isPresent(), is(false));
  }

  /** Name, actions and resources of each statement. */
  private static List<String> statements(String input, String output, @Nullable String index) {
    List<String> lines = new ArrayList<>();
    JsonNode policy = needs(input, output, index).policy().orElseThrow();
    for (JsonNode one : policy.get("Statement")) {
      lines.add(
          one.get("Sid").textValue() + " " + texts(one, "Action") + " " + texts(one, "Resource"));
    }
    return lines;
  }

  private static List<String> texts(JsonNode statement, String field) {
    List<String> texts = new ArrayList<>();
    statement.get(field).forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static AccessNeeds needs(String input, String output, @Nullable String index) {
    return new AccessNeeds(
        Place.of(input, "aws"),
        Place.of(output, "aws"),
        index == null ? null : Place.of(index, "aws"));
  }
}
