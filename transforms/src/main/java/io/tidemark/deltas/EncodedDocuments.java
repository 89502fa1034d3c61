package io.tidemark.deltas;

import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * Reads the documents section. A document is
 *
 * <pre>
 *   id length, id, 1 byte flags, signed version, signed position, 8 bytes hash, body length, body
 *   body:  count, then (field, tokens, overlaps) of each text field with tokens;
 *          then to its end the kept values: field &lt;&lt; 1 | numeric, then 8 bytes or length, bytes
 * </pre>
 *
 * and holds no document numbers: a merge copies it as it is.
 */
final class EncodedDocuments implements DocumentCursor {
  static final int DELETED = 1;

  private final SectionReader in;
  private final BytesRef id = new BytesRef();
  private final BytesRef value = new BytesRef();
  private int document = -1;
  private int recordStart;
  private int recordEnd;
  private int flags;
  private long version;
  private long position;
  private long hash;
  private int[] lengths = new int[12];
  private int lengthCount;
  private int valueField;
  private long valueBits;

  EncodedDocuments(byte[] section) {
    in = new SectionReader(section, 0, section.length);
    id.bytes = section;
    value.bytes = section;
  }

  @Override
  public boolean next() {
    in.at = recordEnd;
    if (!in.hasMore()) {
      return false;
    }
    document++;
    recordStart = recordEnd;
    id.length = in.readInt();
    id.offset = in.at;
    in.at += id.length;
    flags = in.readByte();
    version = in.readSigned();
    position = in.readSigned();
    hash = in.readFixed();
    int bodyLength = in.readInt();
    recordEnd = in.at + bodyLength;
    lengthCount = -1;
    return true;
  }

  /** Where the bytes of the current document start in the section. */
  int recordStart() {
    return recordStart;
  }

  /** Where the bytes of the current document end in the section. */
  int recordEnd() {
    return recordEnd;
  }

  @Override
  public int document() {
    return document;
  }

  @Override
  public BytesRef id() {
    return id;
  }

  @Override
  public boolean deleted() {
    return (flags & DELETED) != 0;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long hash() {
    return hash;
  }

  @Override
  public int tokens(int field) {
    return length(field, 1);
  }

  @Override
  public int overlaps(int field) {
    return length(field, 2);
  }

  @Override
  public boolean nextValue() {
    readLengths();
    if (in.at >= recordEnd) {
      return false;
    }
    int tag = in.readInt();
    valueField = tag >>> 1;
    if ((tag & 1) != 0) {
      valueBits = in.readFixed();
    } else {
      value.length = in.readInt();
      value.offset = in.at;
      in.at += value.length;
    }
    return true;
  }

  @Override
  public int valueField() {
    return valueField;
  }

  @Override
  public BytesRef valueBytes() {
    return value;
  }

  @Override
  public long valueBits() {
    return valueBits;
  }

  private int length(int field, int part) {
    readLengths();
    for (int i = 0; i < lengthCount; i++) {
      if (lengths[3 * i] == field) {
        return lengths[3 * i + part];
      }
    }
    return 0;
  }

  private void readLengths() {
    if (lengthCount >= 0) {
      return;
    }
    lengthCount = in.readInt();
    if (3 * lengthCount > lengths.length) {
      lengths = Arrays.copyOf(lengths, 3 * lengthCount);
    }
    for (int i = 0; i < 3 * lengthCount; i++) {
      lengths[i] = in.readInt();
    }
  }
}
