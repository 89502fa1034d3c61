package io.tidemark.deltas;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Ships a posting delta as it is, section by section: two counts, then each section with its
 * length. In flight only: no compatibility promise.
 */
public final class PostingDeltaCoder extends AtomicCoder<PostingDelta> {
  private static final long serialVersionUID = 1L;
  private static final PostingDeltaCoder INSTANCE = new PostingDeltaCoder();

  private PostingDeltaCoder() {}

  /** The coder. */
  public static PostingDeltaCoder of() {
    return INSTANCE;
  }

  /** Lets Beam find this coder for {@link PostingDelta} by itself. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(PostingDelta.class), INSTANCE);
  }

  @Override
  public void encode(PostingDelta value, OutputStream out) throws IOException {
    VarInt.encode(value.documentCount(), out);
    VarInt.encode(value.deleteCount(), out);
    write(value.documentsSection(), out);
    write(value.postingsSection(), out);
    write(value.evidenceSection(), out);
  }

  @Override
  public PostingDelta decode(InputStream in) throws IOException {
    int documentCount = VarInt.decodeInt(in);
    int deleteCount = VarInt.decodeInt(in);
    DataInputStream data = new DataInputStream(in);
    byte[] documents = read(data);
    byte[] postings = read(data);
    return new PostingDelta(documentCount, deleteCount, documents, postings, read(data));
  }

  @Override
  public void verifyDeterministic() {
    // Sections are canonical: equal deltas have equal bytes.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean isRegisterByteSizeObserverCheap(PostingDelta value) {
    return true;
  }

  @Override
  protected long getEncodedElementByteSize(PostingDelta value) {
    return value.sizeBytes()
        + VarInt.getLength(value.documentCount())
        + VarInt.getLength(value.deleteCount())
        + VarInt.getLength(value.documentsSection().length)
        + VarInt.getLength(value.postingsSection().length)
        + VarInt.getLength(value.evidenceSection().length);
  }

  private static void write(byte[] section, OutputStream out) throws IOException {
    VarInt.encode(section.length, out);
    out.write(section);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    if (length < 0) {
      throw new CoderException("Cannot decode a posting delta: a section of " + length + " bytes");
    }
    byte[] section = new byte[length];
    in.readFully(section);
    return section;
  }
}
