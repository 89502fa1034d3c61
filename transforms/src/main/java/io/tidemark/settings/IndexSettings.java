package io.tidemark.settings;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an index. Fixed for its life: two indexes with equal settings and equal changes
 * are equal byte for byte.
 *
 * @param id dotted path of the document id in a record
 * @param op dotted path of the operation, {@code upsert} (also when absent) or {@code delete}
 * @param version dotted path of the version, a long; null when records have none, and then a
 *     change's partition and its position in its object decide which is newer
 * @param fields in the order of their names; a field's place in this list is its ordinal everywhere
 */
public record IndexSettings(
    String id, String op, @Nullable String version, List<FieldSettings> fields)
    implements Serializable {

  /** The field that holds the document id in every shard; field names may not start so. */
  public static final String ID_FIELD = "_id";

  public IndexSettings {
    fields = List.copyOf(fields);
  }

  /**
   * The settings as JSON: the same text for equal settings. It is a valid index.yaml, so {@link
   * IndexYaml#parse} reads it back.
   */
  public String canonicalJson() {
    return CanonicalJson.of(this);
  }

  /** SHA-256 of {@link #canonicalJson}, in lower-case hexadecimal. */
  public String hash() {
    return CanonicalJson.sha256(canonicalJson());
  }
}
