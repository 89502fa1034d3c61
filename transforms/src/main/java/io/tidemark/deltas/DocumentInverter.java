package io.tidemark.deltas;

import io.tidemark.changes.FieldValue;
import io.tidemark.changes.Rank;
import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;

/**
 * Inverts documents one after the other, in the order they are to be numbered in. Encodes each
 * document as it comes and gathers the occurrences of its terms; the postings are encoded when all
 * documents of a batch are in.
 */
final class DocumentInverter {
  private final List<FieldSettings> settings;
  private final List<FieldInverter> inverted = new ArrayList<>();

  /** By field; null for a numeric field. */
  private final @Nullable FieldInverter[] byField;

  private final SectionWriter documents = new SectionWriter(1 << 16);
  private final SectionWriter lengths = new SectionWriter(1 << 7);
  private final SectionWriter values = new SectionWriter(1 << 12);
  private int count;

  DocumentInverter(IndexSettings index, Function<String, Analyzer> analyzers) {
    settings = index.fields();
    byField = new FieldInverter[settings.size()];
    for (int field = 0; field < byField.length; field++) {
      FieldSettings of = settings.get(field);
      if (!of.type().numeric()) {
        boolean text = of.type() == FieldType.TEXT;
        byField[field] = new FieldInverter(field, of, text ? analyzers.apply(of.analyzer()) : null);
        inverted.add(byField[field]);
      }
    }
  }

  /** Closes the analyzers. */
  void close() {
    inverted.forEach(FieldInverter::close);
  }

  void clear() {
    count = 0;
    documents.resize(0);
    inverted.forEach(FieldInverter::clear);
  }

  /** How many documents are in. */
  int count() {
    return count;
  }

  /** How many bytes the documents take that are in. */
  int bytes() {
    return documents.size();
  }

  /** Adds a document, all of it or, when it cannot be indexed, nothing. */
  void add(Candidate candidate) throws UnindexableException {
    inverted.forEach(FieldInverter::startDocument);
    values.resize(0);
    boolean delete = candidate.change().delete();
    try {
      if (!delete) {
        for (FieldValue value : candidate.change().values()) {
          add(value);
        }
      }
    } catch (UnindexableException e) {
      inverted.forEach(FieldInverter::dropDocument);
      throw e;
    }
    writeLengths();
    Rank rank = candidate.change().rank();
    documents.writeInt(candidate.id().length);
    documents.writeBytes(candidate.id().bytes, candidate.id().offset, candidate.id().length);
    documents.writeByte(delete ? EncodedDocuments.DELETED : 0);
    documents.writeSigned(rank.version());
    documents.writeSigned(rank.position());
    documents.writeFixed(rank.hash());
    documents.writeInt(lengths.size() + values.size());
    documents.append(lengths);
    documents.append(values);
    count++;
  }

  /** To be called when all documents are in, before {@link #postings}. */
  void sortTerms() {
    inverted.forEach(FieldInverter::sortTerms);
  }

  /** The documents section of a range of bytes. */
  byte[] documents(int from, int to) {
    SectionWriter section = new SectionWriter(to - from);
    section.writeBytes(documents.array(), from, to - from);
    return section.toArray();
  }

  /** The postings section of a range of documents, numbered from 0. */
  byte[] postings(int first, int last) {
    SectionWriter section = new SectionWriter(1 << 12);
    inverted.forEach(field -> field.encode(first, last, section));
    return section.toArray();
  }

  private void add(FieldValue value) throws UnindexableException {
    int field = value.field();
    if (value instanceof FieldValue.Number number) {
      values.writeInt(field << 1 | 1);
      values.writeFixed(number.bits());
    } else if (value instanceof FieldValue.Text text) {
      FieldInverter by = byField[field];
      if (by == null) {
        throw new IllegalArgumentException(
            "Cannot index a string as field " + settings.get(field).name() + ": it holds numbers");
      } else if (!by.analyzed()) {
        values.writeInt(field << 1);
        by.addKeyword(text.text(), values);
      } else {
        by.addText(text.text());
        if (settings.get(field).stored()) {
          byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
          values.writeInt(field << 1);
          values.writeInt(bytes.length);
          values.writeBytes(bytes, 0, bytes.length);
        }
      }
    }
  }

  private void writeLengths() {
    lengths.resize(0);
    int present = 0;
    for (FieldInverter field : inverted) {
      if (field.tokens() > 0) {
        present++;
      }
    }
    lengths.writeInt(present);
    for (FieldInverter field : inverted) {
      if (field.tokens() > 0) {
        lengths.writeInt(field.field());
        lengths.writeInt(field.tokens());
        lengths.writeInt(field.overlaps());
      }
    }
  }
}
