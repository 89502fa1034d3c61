package io.tidemark.changes.read.document;

import io.tidemark.changes.DocumentChange;
import io.tidemark.changes.FieldValue;
import io.tidemark.changes.Rank;
import io.tidemark.changes.Reject;
import io.tidemark.settings.IndexSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects the mapped values of one record, whatever format it comes from, and makes the change of
 * them. A reader walks the record along the {@link #root} and hands every value it meets on a
 * mapped path to the value's node; the slots behind the node decide what they take.
 *
 * <p>Reused from record to record; not safe for use by several threads.
 */
public final class DocumentBuilder {
  private final PathNode root;
  private final IdSlot id = new IdSlot();
  private final OpSlot op = new OpSlot();
  private final VersionSlot version = new VersionSlot();
  private final boolean versioned;
  private final FieldSlot[] fields;
  private final Slot[] slots;
  private final ContentHash hash = new ContentHash();
  private final int maxBytes;

  /**
   * Makes a builder.
   *
   * @param settings of the index: what is taken from a record
   * @param maxBytes of the values of one record; one with more is refused
   */
  public DocumentBuilder(IndexSettings settings, int maxBytes) {
    this.root = PathNode.of(settings);
    this.versioned = settings.version() != null;
    this.maxBytes = maxBytes;
    this.fields = new FieldSlot[settings.fields().size()];
    this.slots = new Slot[PathNode.FIRST_FIELD + fields.length];
    slots[PathNode.ID] = id;
    slots[PathNode.OP] = op;
    slots[PathNode.VERSION] = version;
    for (int i = 0; i < fields.length; i++) {
      fields[i] = FieldSlot.of(i, settings.fields().get(i));
      slots[PathNode.FIRST_FIELD + i] = fields[i];
    }
  }

  /** The record itself: where a reader starts. */
  public PathNode root() {
    return root;
  }

  /** Forgets the record before. */
  public void start() {
    for (Slot slot : slots) {
      slot.clear();
    }
  }

  /** A key of the record begins; if it was there before, this time counts. */
  public void restart(PathNode node) {
    for (int slot : node.slots()) {
      slots[slot].clear();
    }
  }

  /** A string. */
  public void text(PathNode node, String value) {
    for (int slot : node.slots()) {
      slots[slot].text(value);
    }
  }

  /** An integer of 64 bits or fewer. */
  public void integer(PathNode node, long value) {
    for (int slot : node.slots()) {
      slots[slot].integer(value);
    }
  }

  /** A decimal number: an integer when it has no fraction digits. */
  public void decimal(PathNode node, BigDecimal value) {
    String literal = value.toPlainString();
    if (value.scale() > 0) {
      each(node, slot -> slot.real(value.doubleValue(), literal));
    } else if (value.toBigInteger().bitLength() < Long.SIZE) {
      integer(node, value.longValue());
    } else {
      each(node, slot -> slot.huge(literal));
    }
  }

  /** Any other kind of value: {@code document.each(node, slot -> slot.bool(true))}. */
  public void each(PathNode node, Consumer<Slot> value) {
    for (int slot : node.slots()) {
      value.accept(slots[slot]);
    }
  }

  /** Something no slot takes, such as {@code an object}. */
  public void wrong(PathNode node, String what) {
    for (int slot : node.slots()) {
      if (node.isObject()) {
        slots[slot].unreachable(what);
      } else {
        slots[slot].wrong(what);
      }
    }
  }

  /** An array begins: its values follow, each by itself. */
  public void array(PathNode node) {
    for (int slot : node.slots()) {
      if (!slots[slot].takesArrays()) {
        slots[slot].wrong("an array");
      }
    }
  }

  /**
   * The change the record holds.
   *
   * @param partitionStart epoch milliseconds; decides, with the position, when there are no
   *     versions
   * @param position of the record in its object
   * @throws BadRecord when what was collected makes no change
   */
  public DocumentChange finish(long partitionStart, long position) throws BadRecord {
    String documentId = id.id();
    boolean delete = op.delete();
    long rankVersion = versioned ? version.version() : partitionStart;
    hash.start(delete);
    List<FieldValue> values = delete ? List.of() : values();
    if (hash.length() > maxBytes) {
      throw new BadRecord("larger than " + maxBytes + " bytes");
    }
    Rank rank = new Rank(rankVersion, versioned ? 0 : position, hash.value());
    return new DocumentChange(documentId, delete, rank, values);
  }

  /** Bytes the last finished change takes, about. */
  public int bytes() {
    return hash.length();
  }

  /** What to show of a record that has no text of its own. */
  public String excerpt() {
    String known = id.known();
    return known == null ? "" : "id " + Excerpt.of(known, Reject.MAX_EXCERPT - 3);
  }

  private List<FieldValue> values() throws BadRecord {
    List<FieldValue> values = new ArrayList<>(fields.length);
    for (FieldSlot field : fields) {
      field.check();
      for (FieldValue value : field.values()) {
        int bytes = hash.add(value);
        if (bytes < 0) {
          throw new BadRecord(field.label() + " holds half of a surrogate pair");
        }
        if (bytes > field.maxBytes()) {
          throw new BadRecord(
              field.label()
                  + " has "
                  + bytes
                  + " bytes; a term can have at most "
                  + field.maxBytes());
        }
        values.add(value);
      }
    }
    return values;
  }
}
