package io.tidemark.deltas;

import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttributeImpl;
import org.apache.lucene.analysis.tokenattributes.PackedTokenAttributeImpl;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Inverts one text or keyword field of the documents of a batch. Counts positions, lengths and
 * overlaps as Lucene's indexing chain does.
 */
final class FieldInverter {
  private static final int SHOWN_BYTES = 64;

  private final int field;
  private final String name;
  private final @Nullable Analyzer analyzer;
  private final TermTable terms = new TermTable();
  private final Occurrences occurrences;
  private final SectionWriter encodedTerms = new SectionWriter(1 << 12);
  private final SectionWriter encodedLists = new SectionWriter(1 << 12);
  private int[] order = new int[0];

  private int tokens;
  private int overlaps;
  private int position;

  // Attributes of the stream last seen: an analyzer hands out the same one again and again.
  private @Nullable TokenStream attached;
  private @Nullable PositionIncrementAttribute increments;
  private @Nullable TermToBytesRefAttribute termBytes;
  private @Nullable CharTermAttribute termChars;

  /**
   * An inverter of one field.
   *
   * @param analyzer of a text field; null for a keyword field
   */
  FieldInverter(int field, FieldSettings settings, @Nullable Analyzer analyzer) {
    this.field = field;
    this.name = settings.name();
    this.analyzer = settings.type() == FieldType.TEXT ? Objects.requireNonNull(analyzer) : null;
    this.occurrences = new Occurrences(this.analyzer != null);
  }

  int field() {
    return field;
  }

  /** Whether values are analysed, rather than taken as one term. */
  boolean analyzed() {
    return analyzer != null;
  }

  /** Tokens of the current document. */
  int tokens() {
    return tokens;
  }

  /** Of these, tokens at the position of the one before. */
  int overlaps() {
    return overlaps;
  }

  /** Closes the analyzer. */
  void close() {
    if (analyzer != null) {
      analyzer.close();
    }
  }

  void clear() {
    terms.clear();
    occurrences.clear();
  }

  void startDocument() {
    occurrences.startDocument();
    tokens = 0;
    overlaps = 0;
    position = -1;
  }

  void dropDocument() {
    occurrences.dropDocument();
  }

  /** Adds a keyword value to the current document and writes its length and bytes. */
  void addKeyword(String value, SectionWriter values) throws UnindexableException {
    int term = terms.add(value);
    if (term < 0) {
      throw tooLong(new BytesRef(value));
    }
    occurrences.add(term, 0);
    terms.write(term, values);
  }

  /** Analyses a text value of the current document. */
  @SuppressWarnings("ReferenceEquality") // Equal attributes of another stream are not enough.
  void addText(String value) throws UnindexableException {
    Analyzer by = Objects.requireNonNull(analyzer);
    try (TokenStream stream = by.tokenStream(name, value)) {
      if (stream != attached) {
        attach(stream);
      }
      addTokens(stream, Objects.requireNonNull(increments));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot analyse a value of field " + name, e);
    }
    position += by.getPositionIncrementGap(name);
  }

  /** To be called when all documents of a batch are added, before {@link #encode}. */
  void sortTerms() {
    order = terms.sorted();
  }

  /** Appends the postings of a range of the batch's documents, numbered from 0. */
  void encode(int first, int last, SectionWriter section) {
    encodedTerms.resize(0);
    encodedLists.resize(0);
    occurrences.encode(first, last, terms, order, encodedTerms, encodedLists);
    EncodedTerms.write(field, analyzed(), encodedTerms, encodedLists, section);
  }

  private void addTokens(TokenStream stream, PositionIncrementAttribute by)
      throws IOException, UnindexableException {
    stream.reset();
    while (stream.incrementToken()) {
      int increment = by.getPositionIncrement();
      position += increment;
      if (position < 0 || increment < 0 || position > IndexWriter.MAX_POSITION) {
        throw new UnindexableException(
            "field "
                + name
                + " has a token at position "
                + position
                + ", outside of 0 to "
                + IndexWriter.MAX_POSITION);
      }
      if (increment == 0) {
        overlaps++;
      }
      int term =
          termChars != null
              ? terms.add(termChars.buffer(), termChars.length())
              : terms.add(Objects.requireNonNull(termBytes).getBytesRef());
      if (term < 0) {
        throw tooLong(Objects.requireNonNull(termBytes).getBytesRef());
      }
      tokens++;
      occurrences.add(term, position);
    }
    stream.end();
    position += by.getPositionIncrement();
  }

  private void attach(TokenStream stream) {
    increments = stream.addAttribute(PositionIncrementAttribute.class);
    TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
    // Others, as those of collation keys, have bytes that are not the UTF-8 of their characters.
    boolean plain =
        term.getClass() == PackedTokenAttributeImpl.class
            || term.getClass() == CharTermAttributeImpl.class;
    termChars = plain ? (CharTermAttribute) term : null;
    termBytes = term;
    attached = stream;
  }

  private UnindexableException tooLong(BytesRef term) {
    String start = new String(term.bytes, term.offset, SHOWN_BYTES, StandardCharsets.UTF_8);
    return new UnindexableException(
        "field "
            + name
            + " has a term of "
            + term.length
            + " bytes, more than "
            + TermTable.MAX_TERM_BYTES
            + "; it starts with: "
            + start);
  }
}
