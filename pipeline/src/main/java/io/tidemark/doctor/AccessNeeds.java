package io.tidemark.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The least rights a run needs: to list and read the input, and to list, read, write and delete in
 * the output.
 */
public final class AccessNeeds {
  private static final List<Right> READ = List.of(Right.GET);
  private static final List<Right> READ_WRITE = List.of(Right.GET, Right.PUT, Right.DELETE);

  private final Place input;
  private final Place output;

  AccessNeeds(Place input, Place output) {
    this.input = input;
    this.output = output;
  }

  /** The IAM policy that grants them in S3; empty when neither place is there. */
  Optional<ObjectNode> policy() {
    if (!input.inS3() && !output.inS3()) {
      return Optional.empty();
    }
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    if (input.inS3()) {
      list(statements.addObject(), "ListInput", input);
      objects(statements.addObject(), "ReadInput", input, READ);
    }
    if (output.inS3()) {
      list(statements.addObject(), "ListOutput", output);
      objects(statements.addObject(), "ReadWriteOutput", output, READ_WRITE);
    }
    return Optional.of(policy);
  }

  /** The rights in folders, a line each; none when both places are in S3. */
  List<String> folders() {
    List<String> lines = new ArrayList<>();
    if (!input.inS3()) {
      lines.add(input.path() + ": read files, read and search folders (chmod -R u+rX)");
    }
    if (!output.inS3()) {
      lines.add(
          output.path()
              + ": read and write files, read, search and write folders (chmod -R u+rwX)");
    }
    return lines;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    policy()
        .ifPresent(
            p -> text.append("IAM policy of a run:\n").append(p.toPrettyString()).append('\n'));
    if (!folders().isEmpty()) {
      text.append("Rights of a run in folders:\n");
      folders().forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private static void list(ObjectNode statement, String name, Place place) {
    head(statement, name).add(Right.LIST.action());
    statement.putArray("Resource").add(place.bucketName());
    if (!place.path().isEmpty()) {
      statement
          .putObject("Condition")
          .putObject("StringLike")
          .putArray("s3:prefix")
          .add(place.path() + "/*");
    }
  }

  private static void objects(ObjectNode statement, String name, Place place, List<Right> rights) {
    ArrayNode actions = head(statement, name);
    rights.forEach(right -> actions.add(right.action()));
    statement.putArray("Resource").add(place.objects());
  }

  private static ArrayNode head(ObjectNode statement, String name) {
    return statement.put("Sid", name).put("Effect", "Allow").putArray("Action");
  }
}
