package io.tidemark.publish.segment;

import io.tidemark.deltas.PostingDelta;
import io.tidemark.settings.IndexSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.NormsConsumer;
import org.apache.lucene.codecs.PointsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.Version;

/**
 * Writes a posting delta as one Lucene segment with its commit point, through the codec alone:
 * {@code IndexWriter} would invert the documents once more, and its bytes differ from run to run.
 *
 * <p>Nothing but the delta and the settings goes into the bytes: ids come from the content, the
 * diagnostics have one entry (Lucene iterates over more in an order that changes with the process),
 * file names are recorded in their order.
 */
final class SegmentWriter {
  /** The codec segments are written with. */
  static final String CODEC = "Lucene912";

  private static final String SEGMENT = "_0";

  private final PostingDelta delta;
  private final IndexSettings settings;
  private final Directory directory;
  private final SegmentIds ids;
  private final FieldInfos schema;
  private final SegmentInfo segment;
  private final SegmentWriteState state;
  private final SegmentFields fields;

  private SegmentWriter(PostingDelta delta, IndexSettings settings, Directory directory) {
    this.delta = delta;
    this.settings = settings;
    this.directory = directory;
    this.ids = SegmentIds.of(delta, settings);
    this.schema = SegmentSchema.of(settings);
    this.segment =
        new SegmentInfo(
            directory,
            Version.LATEST,
            Version.LATEST,
            SEGMENT,
            delta.documentCount(),
            /* isCompoundFile= */ false,
            /* hasBlocks= */ false,
            Codec.forName(CODEC),
            Map.of("source", "tidemark"),
            ids.id("segment"),
            Map.of(),
            /* indexSort= */ null);
    this.state =
        new SegmentWriteState(
            InfoStream.NO_OUTPUT, directory, segment, schema, null, IOContext.DEFAULT);
    this.fields = new SegmentFields(delta, settings);
  }

  /**
   * Writes the segment into an empty directory.
   *
   * @return how many terms and postings it has
   */
  static SegmentFields.Counter write(
      PostingDelta delta, IndexSettings settings, Directory directory) throws IOException {
    SegmentWriter writer = new SegmentWriter(delta, settings, directory);
    writer.writeAll();
    return writer.fields.counter();
  }

  private void writeAll() throws IOException {
    DocumentColumns columns = writeStoredFields();
    SegmentNorms norms = new SegmentNorms(columns);
    writeNorms(norms);
    writeDocValues(columns);
    writePoints(columns);
    try (FieldsConsumer consumer = segment.getCodec().postingsFormat().fieldsConsumer(state)) {
      consumer.write(fields, norms);
    }
    segment.getCodec().fieldInfosFormat().write(directory, segment, "", schema, IOContext.DEFAULT);
    segment.setFiles(List.of(directory.listAll()));
    segment.getCodec().segmentInfoFormat().write(directory, segment, IOContext.DEFAULT);
    SegmentCommit.write(directory, writeLiveDocs(columns), ids.id("commit"));
  }

  private DocumentColumns writeStoredFields() throws IOException {
    try (StoredDocuments stored =
        new StoredDocuments(
            segment
                .getCodec()
                .storedFieldsFormat()
                .fieldsWriter(directory, segment, IOContext.DEFAULT),
            schema,
            settings)) {
      DocumentColumns columns = DocumentColumns.read(delta, settings, stored);
      stored.finishAll(columns.documents());
      return columns;
    }
  }

  private void writeNorms(SegmentNorms norms) throws IOException {
    if (schema.hasNorms()) {
      try (NormsConsumer consumer = segment.getCodec().normsFormat().normsConsumer(state)) {
        for (FieldInfo field : schema) {
          if (field.hasNorms()) {
            consumer.addNormsField(field, norms);
          }
        }
      }
    }
  }

  private void writeDocValues(DocumentColumns columns) throws IOException {
    SegmentDocValues values = new SegmentDocValues(columns, fields::cursors);
    try (DocValuesConsumer consumer = segment.getCodec().docValuesFormat().fieldsConsumer(state)) {
      for (FieldInfo field : schema) {
        switch (field.getDocValuesType()) {
          case NUMERIC -> consumer.addNumericField(field, values);
          case SORTED_NUMERIC -> consumer.addSortedNumericField(field, values);
          case SORTED_SET -> consumer.addSortedSetField(field, values);
          case NONE, BINARY, SORTED -> {}
        }
      }
    }
  }

  private void writePoints(DocumentColumns columns) throws IOException {
    if (schema.hasPointValues()) {
      SegmentPoints points = new SegmentPoints(columns);
      try (PointsWriter writer = segment.getCodec().pointsFormat().fieldsWriter(state)) {
        for (FieldInfo field : schema) {
          if (field.getPointDimensionCount() > 0) {
            writer.writeField(field, points);
          }
        }
        writer.finish();
      }
    }
  }

  /** Marks the tombstones deleted, if there are any. */
  private SegmentCommitInfo writeLiveDocs(DocumentColumns columns) throws IOException {
    int deletes = delta.deleteCount();
    byte[] id = ids.id("live documents");
    SegmentCommitInfo fresh = new SegmentCommitInfo(segment, 0, 0, -1, -1, -1, id);
    if (deletes == 0) {
      return fresh;
    }
    segment
        .getCodec()
        .liveDocsFormat()
        .writeLiveDocs(
            columns.live().asReadOnlyBits(), directory, fresh, deletes, IOContext.DEFAULT);
    return new SegmentCommitInfo(segment, deletes, 0, fresh.getNextDelGen(), -1, -1, id);
  }
}
