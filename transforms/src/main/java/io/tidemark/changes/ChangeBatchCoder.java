package io.tidemark.changes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Encodes a batch: one byte that tells news from a piece, then its parts in order. In flight only:
 * no promise that another build reads it.
 */
public final class ChangeBatchCoder extends AtomicCoder<ChangeBatch> {
  private static final long serialVersionUID = 1L;
  private static final ChangeBatchCoder INSTANCE = new ChangeBatchCoder();

  private ChangeBatchCoder() {}

  /** The coder. */
  public static ChangeBatchCoder of() {
    return INSTANCE;
  }

  /** For Beam's registry. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(ChangeBatch.class), INSTANCE);
  }

  @Override
  public void encode(ChangeBatch batch, OutputStream out) throws IOException {
    ObjectPiece piece = batch.piece();
    Notice notice = batch.notice();
    Encoding.writeBoolean(notice != null, out);
    if (notice != null) {
      DiscoveryCoder.of().encode(notice, out);
    } else if (piece != null) {
      write(piece, out);
      VarInt.encode(batch.changes().size(), out);
      for (DocumentChange change : batch.changes()) {
        DocumentChangeEncoding.write(change, out);
      }
      VarInt.encode(batch.rejects().size(), out);
      for (Reject reject : batch.rejects()) {
        write(reject, out);
      }
    }
  }

  @Override
  public ChangeBatch decode(InputStream in) throws IOException {
    if (Encoding.readBoolean(in)) {
      return ChangeBatch.of((Notice) DiscoveryCoder.of().decode(in));
    }
    ObjectPiece piece = readPiece(in);
    int changeCount = VarInt.decodeInt(in);
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < changeCount; i++) {
      changes.add(DocumentChangeEncoding.read(in));
    }
    int rejectCount = VarInt.decodeInt(in);
    List<Reject> rejects = new ArrayList<>();
    for (int i = 0; i < rejectCount; i++) {
      rejects.add(readReject(in));
    }
    return ChangeBatch.of(piece, changes, rejects);
  }

  private static void write(ObjectPiece piece, OutputStream out) throws IOException {
    DiscoveryCoder.of().encode(piece.object(), out);
    VarInt.encode(piece.split(), out);
    VarInt.encode(piece.splits(), out);
    VarInt.encode(piece.piece(), out);
    Encoding.writeBoolean(piece.last(), out);
    VarInt.encode(piece.records(), out);
    VarInt.encode(piece.rejected(), out);
  }

  private static ObjectPiece readPiece(InputStream in) throws IOException {
    return new ObjectPiece(
        (InputObject) DiscoveryCoder.of().decode(in),
        VarInt.decodeInt(in),
        VarInt.decodeInt(in),
        VarInt.decodeInt(in),
        Encoding.readBoolean(in),
        VarInt.decodeLong(in),
        VarInt.decodeLong(in));
  }

  private static void write(Reject reject, OutputStream out) throws IOException {
    Encoding.writeString(reject.object(), out);
    VarInt.encode(reject.line(), out);
    VarInt.encode(reject.offset(), out);
    Encoding.writeString(reject.reason(), out);
    Encoding.writeString(reject.excerpt(), out);
  }

  private static Reject readReject(InputStream in) throws IOException {
    return new Reject(
        Encoding.readString(in),
        VarInt.decodeLong(in),
        VarInt.decodeLong(in),
        Encoding.readString(in),
        Encoding.readString(in));
  }
}
