package io.tidemark.changes.read;

import static java.util.Objects.requireNonNull;

import io.tidemark.changes.read.document.DocumentBuilder;
import io.tidemark.changes.read.document.PathNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Walks Parquet rows along the mapped paths: a tree of converters in the shape of the schema, which
 * the column reader drives. A null is an absent value. A list gives its items, a map its values
 * under their keys.
 */
final class ParquetConverters extends RecordMaterializer<Boolean> {
  private final DocumentBuilder document;
  private final GroupConverter root;

  ParquetConverters(MessageType wanted, DocumentBuilder document) {
    this.document = document;
    this.root =
        new Group(children(wanted, document.root())) {
          @Override
          public void start() {
            document.start();
          }
        };
  }

  /** The part of a schema the paths lead into. */
  static MessageType wanted(MessageType schema, PathNode root) {
    return new MessageType(schema.getName(), wantedFields(schema, root));
  }

  private static List<Type> wantedFields(GroupType group, PathNode node) {
    List<Type> wanted = new ArrayList<>();
    for (Type field : group.getFields()) {
      PathNode child = node.child(field.getName());
      if (child != null && child.isObject() && isPlainGroup(field)) {
        List<Type> inner = wantedFields(field.asGroupType(), child);
        if (!inner.isEmpty()) {
          wanted.add(field.asGroupType().withNewFields(inner));
        }
      } else if (child != null) {
        wanted.add(field);
      }
    }
    return wanted;
  }

  private static boolean isPlainGroup(Type type) {
    return !type.isPrimitive()
        && type.getLogicalTypeAnnotation() == null
        && !type.isRepetition(Type.Repetition.REPEATED);
  }

  /** Takes a value and does nothing with it. */
  static Converter ignored(Type type) {
    return Ignored.of(type);
  }

  @Override
  public Boolean getCurrentRecord() {
    return true;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private List<Converter> children(GroupType group, PathNode node) {
    List<Converter> converters = new ArrayList<>();
    for (Type field : group.getFields()) {
      converters.add(converter(field, node.child(field.getName())));
    }
    return converters;
  }

  private Converter converter(Type type, @Nullable PathNode node) {
    if (node == null) {
      return Ignored.of(type);
    }
    if (type.isPrimitive()) {
      boolean repeated = type.isRepetition(Type.Repetition.REPEATED);
      return new ParquetValue(type.asPrimitiveType(), document, node, repeated);
    }
    GroupType group = type.asGroupType();
    Object annotation = group.getLogicalTypeAnnotation();
    if (annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
      return node.isObject() ? wrong(group, node, "an array") : list(group, node);
    }
    if (!node.isObject() || type.isRepetition(Type.Repetition.REPEATED)) {
      return wrong(group, node, node.isObject() ? "an array" : "an object");
    }
    return annotation instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
        ? new Group(List.of(new ParquetMap(group.getType(0).asGroupType(), document, node)))
        : new Group(children(group, node));
  }

  /** A list of three levels, or an old one of two. */
  private Converter list(GroupType list, PathNode node) {
    Type repeated = list.getType(0);
    if (repeated.isPrimitive()) {
      return new Group(List.of(new ParquetValue(repeated.asPrimitiveType(), document, node, true)));
    }
    GroupType items = repeated.asGroupType();
    if (items.getFieldCount() != 1 || !items.getType(0).isPrimitive()) {
      return wrong(list, node, "an array of objects");
    }
    Converter item = new ParquetValue(items.getType(0).asPrimitiveType(), document, node, true);
    return new Group(List.of(new Group(List.of(item))));
  }

  private GroupConverter wrong(GroupType group, PathNode node, String what) {
    return new Ignored(group) {
      @Override
      public void start() {
        document.wrong(node, what);
      }
    };
  }

  /** Hands on to the converters of its fields. */
  private static class Group extends GroupConverter {
    private final List<Converter> children;

    Group(List<Converter> children) {
      this.children = children;
    }

    @Override
    public Converter getConverter(int field) {
      return requireNonNull(children.get(field));
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }

  /** Takes a group and looks at nothing in it. */
  private static class Ignored extends Group {

    Ignored(GroupType group) {
      super(group.getFields().stream().map(Ignored::of).toList());
    }

    static Converter of(Type type) {
      return type.isPrimitive() ? new ParquetValue.Ignored() : new Ignored(type.asGroupType());
    }
  }
}
