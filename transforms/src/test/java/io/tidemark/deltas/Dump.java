package io.tidemark.deltas;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A posting delta in words, by what its cursors say. */
final class Dump {
  private Dump() {}

  /** A line each: {@code 0 id version=1 tokens=4:2/0 4=Red shoe}. */
  static List<String> documents(PostingDelta delta) {
    List<String> lines = new ArrayList<>();
    DocumentCursor documents = delta.documents();
    while (documents.next()) {
      StringBuilder line = new StringBuilder();
      line.append(documents.document()).append(' ').append(documents.id().utf8ToString());
      line.append(documents.deleted() ? " deleted" : "");
      line.append(" version=").append(documents.version());
      for (int field = 0; field < Batches.INDEX.fields().size(); field++) {
        if (documents.tokens(field) > 0) {
          line.append(" tokens=").append(field).append(':').append(documents.tokens(field));
          line.append('/').append(documents.overlaps(field));
        }
      }
      while (documents.nextValue()) {
        int field = documents.valueField();
        line.append(' ').append(field).append('=');
        line.append(
            Batches.INDEX.fields().get(field).type().numeric()
                ? Long.toString(documents.valueBits())
                : documents.valueBytes().utf8ToString());
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** A line each: {@code red df=1 ttf=2 [0@0,3]}, without positions {@code red df=1 ttf=1 [0]}. */
  static List<String> terms(PostingDelta delta, int field, boolean positions) {
    List<String> lines = new ArrayList<>();
    TermCursor terms = delta.terms(field);
    while (terms.next()) {
      StringJoiner documents = new StringJoiner(" ", "[", "]");
      while (terms.nextDocument()) {
        StringJoiner at = new StringJoiner(",", positions ? terms.document() + "@" : "", "");
        for (int i = 0; positions && i < terms.frequency(); i++) {
          at.add(Integer.toString(terms.nextPosition()));
        }
        documents.add(positions ? at.toString() : Integer.toString(terms.document()));
      }
      lines.add(
          terms.term().utf8ToString()
              + " df="
              + terms.documentFrequency()
              + " ttf="
              + terms.totalTermFrequency()
              + " "
              + documents);
    }
    return lines;
  }
}
