package io.tidemark.publish.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

/** Compares an unpacked shard file, whole in Lucene's eyes, with what its layer says of it. */
final class SegmentAudit {
  private final List<String> problems = new ArrayList<>();

  private SegmentAudit() {}

  /** What is wrong, in words. */
  static List<String> of(DirectoryReader reader, ShardFile shard) throws IOException {
    SegmentAudit audit = new SegmentAudit();
    if (reader.leaves().size() != 1) {
      audit.problems.add("it has " + reader.leaves().size() + " segments instead of one");
      return audit.problems;
    }
    LeafReader segment = reader.leaves().get(0).reader();
    long terms = 0;
    long postings = 0;
    for (FieldInfo field : segment.getFieldInfos()) {
      Terms ofField =
          field.getIndexOptions() == IndexOptions.NONE ? null : segment.terms(field.name);
      if (ofField != null) {
        terms += ofField.size();
        postings += ofField.getSumDocFreq();
      }
    }
    audit.compare("live documents", segment.numDocs(), shard.documents());
    audit.compare("tombstones", segment.numDeletedDocs(), shard.tombstones());
    audit.compare("terms", terms, shard.terms());
    audit.compare("postings", postings, shard.postings());
    audit.checkIds(segment);
    return audit.problems;
  }

  private void compare(String what, long found, long expected) {
    if (found != expected) {
      problems.add("it has " + found + " " + what + " instead of " + expected);
    }
  }

  private void checkIds(LeafReader segment) throws IOException {
    TermsEnum ids = Terms.getTerms(segment, ShardFields.ID).iterator();
    int document = 0;
    PostingsEnum postings = null;
    for (; ids.next() != null; document++) {
      postings = ids.postings(postings, PostingsEnum.NONE);
      if (postings.nextDoc() != document || ids.docFreq() != 1) {
        problems.add("document " + document + " is not the one whose id comes in this place");
        return;
      }
    }
    compare("ids", document, segment.maxDoc());
  }
}
