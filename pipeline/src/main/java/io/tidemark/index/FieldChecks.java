package io.tidemark.index;

import io.tidemark.settings.FieldType;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldableNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.RangeQueryNode;
import org.apache.lucene.queryparser.flexible.core.processors.QueryNodeProcessorImpl;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.jspecify.annotations.Nullable;

/**
 * Refuses fields the index does not have and texts that are no number of a numeric field, with a
 * message of use; and takes {@code field:*} on a numeric field for any number.
 */
final class FieldChecks extends QueryNodeProcessorImpl {
  private static final String ANY = "*";

  private final String query;
  private final Map<String, FieldType> types;

  FieldChecks(String query, Map<String, FieldType> types) {
    this.query = query;
    this.types = types;
  }

  @Override
  protected QueryNode preProcessNode(QueryNode node) {
    if (node instanceof FieldableNode fieldable && fieldable.getField() != null) {
      check(fieldable.getField().toString(), node);
    }
    return node;
  }

  @Override
  protected QueryNode postProcessNode(QueryNode node) {
    if (node instanceof FieldQueryNode one
        && !(node.getParent() instanceof RangeQueryNode)
        && isNumeric(one)
        && one.getTextAsString().equals(ANY)) {
      FieldQueryNode lower = new FieldQueryNode(one.getField(), ANY, -1, -1);
      FieldQueryNode upper = new FieldQueryNode(one.getField(), ANY, -1, -1);
      return new TermRangeQueryNode(lower, upper, true, true);
    }
    return node;
  }

  @Override
  protected List<QueryNode> setChildrenOrder(List<QueryNode> children) {
    return children;
  }

  private void check(String field, QueryNode node) {
    FieldType type = types.get(field);
    @Nullable String text = node instanceof FieldQueryNode one ? one.getTextAsString() : null;
    if (type == null && !(field.equals(ANY) && ANY.equals(text))) {
      throw new InvalidQueryException(
          query, "the index has no field '" + field + "', but " + types.keySet(), null);
    }
    if (type == null || !type.numeric() || text == null || text.isEmpty() || text.equals(ANY)) {
      return;
    }
    try {
      FieldNumber.parse(type, text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidQueryException(
          query,
          "'"
              + text
              + "' is no value of field "
              + field
              + ", which holds "
              + FieldNumber.form(type),
          e);
    }
  }

  private boolean isNumeric(FieldQueryNode node) {
    FieldType type = node.getField() == null ? null : types.get(node.getField().toString());
    return type != null && type.numeric();
  }
}
