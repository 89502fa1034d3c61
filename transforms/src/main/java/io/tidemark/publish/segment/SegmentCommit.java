package io.tidemark.publish.segment;

import java.io.IOException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersIndexOutput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;

/**
 * Writes the commit point of a folder with a single segment. {@link SegmentInfos} itself draws a
 * random id for every commit; here the id is given, so that equal content makes equal bytes.
 */
final class SegmentCommit {
  /** The file of the first commit. */
  static final String FILE = "segments_1";

  private SegmentCommit() {}

  static void write(Directory directory, SegmentCommitInfo segment, byte[] id) throws IOException {
    SegmentInfos infos = new SegmentInfos(Version.LATEST.major);
    infos.setNextWriteGeneration(1);
    infos.add(segment);
    infos.version = 1;
    // Segment names are drawn from this counter; _0 is taken.
    infos.counter = 1;

    ByteBuffersDataOutput buffer = new ByteBuffersDataOutput();
    try (IndexOutput output = new ByteBuffersIndexOutput(buffer, FILE, FILE)) {
      infos.write(output);
    }
    byte[] bytes = buffer.toArrayCopy();
    System.arraycopy(id, 0, bytes, CodecUtil.headerLength("segments"), StringHelper.ID_LENGTH);
    try (IndexOutput output = directory.createOutput(FILE, IOContext.DEFAULT)) {
      output.writeBytes(bytes, bytes.length - CodecUtil.footerLength());
      CodecUtil.writeFooter(output);
    }
  }
}
