package io.tidemark.index;

import io.tidemark.settings.IndexSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/** Checks one open segment: Lucene's CheckIndex, then what readers of this index build on. */
final class SegmentCheck {
  private SegmentCheck() {}

  static void check(OpenSegment segment) throws IOException {
    segment.directory().checkIntegrity();
    checkLucene(segment);
    LeafReader leaf = segment.leaf();
    IdColumn ids = IdColumn.load(segment);
    if (ids.size() != leaf.maxDoc()) {
      throw new CorruptIndexException(
          leaf.maxDoc() + " documents but " + ids.size() + " ids", segment.key());
    }
    RankValues ranks = new RankValues(segment);
    StoredIds stored = new StoredIds(leaf);
    BytesRefBuilder spare = new BytesRefBuilder();
    for (int document = 0; document < leaf.maxDoc(); document++) {
      ranks.of(document);
      BytesRef id = ids.get(document, spare);
      if (!stored.get(document).bytesEquals(id)) {
        throw new CorruptIndexException(
            "document " + document + " stores another id than " + id.utf8ToString(), segment.key());
      }
    }
    checkTokens(segment);
  }

  private static void checkLucene(OpenSegment segment) throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(segment.directory(), new NoLock());
        PrintStream out = new PrintStream(report, false, StandardCharsets.UTF_8)) {
      check.setInfoStream(out);
      check.setThreadCount(1);
      if (!check.checkIndex().clean) {
        out.flush();
        throw new CorruptIndexException(
            "CheckIndex finds faults: " + report.toString(StandardCharsets.UTF_8), segment.key());
      }
    }
  }

  /** Collection statistics rest on the token counts of dead documents: they must add up. */
  private static void checkTokens(OpenSegment segment) throws IOException {
    LeafReader leaf = segment.leaf();
    for (FieldInfo field : leaf.getFieldInfos()) {
      if (field.name.startsWith(FieldStatistics.TOKENS)) {
        String text = field.name.substring(FieldStatistics.TOKENS.length());
        FieldStatistics none = FieldStatistics.withoutAll(segment, text);
        if (none.docCount() != 0 || none.sumTotalTermFreq() != 0) {
          throw new CorruptIndexException(
              "tokens of field " + text + " do not add up to its postings", segment.key());
        }
      } else if (field.name.equals(IndexSettings.ID_FIELD) && field.hasNorms()) {
        throw new CorruptIndexException("ids have norms", segment.key());
      }
    }
  }

  /** Shard files never change, so nothing need be locked out. */
  private static final class NoLock extends Lock {
    @Override
    public void close() {}

    @Override
    public void ensureValid() {}
  }
}
