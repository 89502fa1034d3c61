package io.tidemark.deltas;

import java.util.Collection;
import org.apache.lucene.util.BytesRef;

/**
 * Reads one field of the postings section. The section is, for each field with postings, ascending,
 *
 * <pre>
 *   field &lt;&lt; 1 | has positions, length of the terms, length of the lists, terms, lists
 *   term:            length, bytes, document frequency, [occurrences beyond one a document,] length of its list
 *   list, positions: for each document  (document delta &lt;&lt; 1 | occurs once), [frequency,] position deltas
 *   list, others:    for each document  document delta
 * </pre>
 *
 * Terms and lists lie apart, so that a walk over the terms reads nothing else.
 */
final class EncodedTerms implements TermCursor {
  private final boolean positions;
  private final SectionReader terms;
  private final SectionReader list;
  private final BytesRef term = new BytesRef();
  private int documentFrequency;
  private long totalTermFrequency;
  private int listStart;
  private int listEnd;
  private int document;
  private int frequency;
  private int positionsLeft;
  private int position;

  private EncodedTerms(byte[] section, boolean positions, int start, int listsStart, int end) {
    this.positions = positions;
    this.terms = new SectionReader(section, start, listsStart);
    this.list = new SectionReader(section, listsStart, end);
    this.listEnd = listsStart;
    term.bytes = section;
  }

  /** A cursor before the first term of a field; without terms if the section has no such field. */
  static EncodedTerms of(byte[] section, int field) {
    SectionReader in = new SectionReader(section, 0, section.length);
    while (in.hasMore()) {
      int tag = in.readInt();
      int termsLength = in.readInt();
      int listsLength = in.readInt();
      int end = in.at + termsLength + listsLength;
      if (tag >>> 1 == field) {
        return new EncodedTerms(section, (tag & 1) != 0, in.at, in.at + termsLength, end);
      }
      in.at = end;
    }
    return new EncodedTerms(section, false, 0, 0, 0);
  }

  /** Adds the fields a postings section has. */
  static void addFields(byte[] section, Collection<Integer> fields) {
    SectionReader in = new SectionReader(section, 0, section.length);
    while (in.hasMore()) {
      fields.add(in.readInt() >>> 1);
      int termsLength = in.readInt();
      int listsLength = in.readInt();
      in.at += termsLength + listsLength;
    }
  }

  /** Appends one field to a postings section; nothing if it has no terms. */
  static void write(
      int field,
      boolean positions,
      SectionWriter terms,
      SectionWriter lists,
      SectionWriter section) {
    if (terms.size() > 0) {
      section.writeInt(field << 1 | (positions ? 1 : 0));
      section.writeInt(terms.size());
      section.writeInt(lists.size());
      section.append(terms);
      section.append(lists);
    }
  }

  /** Whether the field has positions and frequencies. */
  boolean positions() {
    return positions;
  }

  /** The encoded list of the current term. */
  SectionReader list() {
    return new SectionReader(list.bytes, listStart, listEnd);
  }

  @Override
  public boolean next() {
    if (!terms.hasMore()) {
      return false;
    }
    term.length = terms.readInt();
    term.offset = terms.at;
    terms.at += term.length;
    documentFrequency = terms.readInt();
    totalTermFrequency = documentFrequency;
    if (positions) {
      totalTermFrequency += terms.readLong();
    }
    listStart = listEnd;
    listEnd = listStart + terms.readInt();
    list.at = listStart;
    document = 0;
    positionsLeft = 0;
    return true;
  }

  @Override
  public BytesRef term() {
    return term;
  }

  @Override
  public int documentFrequency() {
    return documentFrequency;
  }

  @Override
  public long totalTermFrequency() {
    return totalTermFrequency;
  }

  @Override
  public boolean nextDocument() {
    list.skipInts(positionsLeft);
    positionsLeft = 0;
    if (list.at >= listEnd) {
      return false;
    }
    int code = list.readInt();
    if (!positions) {
      document += code;
      frequency = 1;
      return true;
    }
    document += code >>> 1;
    frequency = (code & 1) != 0 ? 1 : list.readInt();
    positionsLeft = frequency;
    position = 0;
    return true;
  }

  @Override
  public int document() {
    return document;
  }

  @Override
  public int frequency() {
    return frequency;
  }

  @Override
  public int nextPosition() {
    if (positionsLeft == 0) {
      throw new IllegalStateException("No more positions of this term in this document");
    }
    positionsLeft--;
    position += list.readInt();
    return position;
  }
}
