package io.tidemark.runners.spark.splittable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields in their order. */
final class SeedStateCoder<ElementT> extends StructuredCoder<SeedState<ElementT>> {
  private static final long serialVersionUID = 1L;
  private static final Coder<byte @Nullable []> POSITION = NullableCoder.of(ByteArrayCoder.of());

  private final Coder<ElementT> element;
  private final ListCoder<TimestampedValue<ElementT>> undelivered;

  SeedStateCoder(Coder<ElementT> element) {
    this.element = element;
    this.undelivered = ListCoder.of(TimestampedValueCoder.of(element));
  }

  @Override
  public void encode(SeedState<ElementT> state, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(state.id().toString(), out);
    BooleanCoder.of().encode(state.done(), out);
    POSITION.encode(state.position(), out);
    InstantCoder.of().encode(state.held(), out);
    InstantCoder.of().encode(state.watermark(), out);
    VarLongCoder.of().encode(state.resumeAt(), out);
    undelivered.encode(state.undelivered(), out);
  }

  @Override
  public SeedState<ElementT> decode(InputStream in) throws IOException {
    UUID id = UUID.fromString(StringUtf8Coder.of().decode(in));
    boolean done = BooleanCoder.of().decode(in);
    byte[] position = POSITION.decode(in);
    Instant held = InstantCoder.of().decode(in);
    Instant watermark = InstantCoder.of().decode(in);
    long resumeAt = VarLongCoder.of().decode(in);
    return new SeedState<>(id, done, position, held, watermark, resumeAt, undelivered.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(element);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "The element's coder", element);
  }
}
