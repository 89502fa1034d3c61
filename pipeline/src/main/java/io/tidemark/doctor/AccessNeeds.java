package io.tidemark.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The least rights a run needs: to list and read the input, to read the index settings, to list,
 * read and write in the output, and to delete there what asked a run to stop. The doctor deletes
 * what it tried out.
 */
public final class AccessNeeds {
  private static final List<Right> READ = List.of(Right.GET);
  private static final List<Right> READ_WRITE = List.of(Right.GET, Right.PUT);
  private static final List<Right> REMOVE = List.of(Right.DELETE);

  /** Folders of an output in which something is deleted. */
  private static final List<String> CLEARED = List.of("stop", ProbeFolder.FOLDER);

  private final Place input;
  private final Place output;
  private final @Nullable Place index;

  /**
   * Of one run.
   *
   * @param index the file of the index settings; null when it is not given
   */
  AccessNeeds(Place input, Place output, @Nullable Place index) {
    this.input = input;
    this.output = output;
    this.index = index;
  }

  /** The IAM policy that grants them in S3; empty when no place is there. */
  Optional<ObjectNode> policy() {
    boolean indexInS3 = index != null && index.inS3();
    if (!input.inS3() && !output.inS3() && !indexInS3) {
      return Optional.empty();
    }
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    if (input.inS3()) {
      list(statements.addObject(), "ListInput", input);
      objects(statements.addObject(), "ReadInput", READ, input.objects());
    }
    if (index != null && index.inS3()) {
      objects(statements.addObject(), "ReadIndexSettings", READ, index.object());
    }
    if (output.inS3()) {
      list(statements.addObject(), "ListOutput", output);
      objects(statements.addObject(), "ReadWriteOutput", READ_WRITE, output.objects());
      String[] cleared =
          CLEARED.stream().map(folder -> output.in(folder).objects()).toArray(String[]::new);
      objects(statements.addObject(), "ClearAway", REMOVE, cleared);
    }
    return Optional.of(policy);
  }

  /** The rights in folders, a line each; none when input and output are in S3. */
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

  private static void objects(
      ObjectNode statement, String name, List<Right> rights, String... resources) {
    ArrayNode actions = head(statement, name);
    rights.forEach(right -> actions.add(right.action()));
    ArrayNode granted = statement.putArray("Resource");
    for (String resource : resources) {
      granted.add(resource);
    }
  }

  private static ArrayNode head(ObjectNode statement, String name) {
    return statement.put("Sid", name).put("Effect", "Allow").putArray("Action");
  }
}
