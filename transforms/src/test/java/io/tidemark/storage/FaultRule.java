package io.tidemark.storage;

import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.StoreException.Kind;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One fault of a {@link FaultPlan}: which call it strikes, then what happens to it. */
public final class FaultRule {
  private static final int EVERY = 0;

  private final FaultPlan plan;
  private final Operation operation;
  private final String keyPrefix;
  private int call = 1;
  private int seen;
  private Fault fault = Fault.NONE;

  FaultRule(FaultPlan plan, Operation operation, String keyPrefix) {
    this.plan = plan;
    this.operation = operation;
    this.keyPrefix = keyPrefix;
  }

  /** Strikes the {@code nth} matching call from now on, counted from 1, and no other. */
  public FaultRule call(int nth) {
    call = nth;
    return this;
  }

  /** Strikes every matching call. */
  public FaultRule everyCall() {
    call = EVERY;
    return this;
  }

  /** The call fails and nothing was done. */
  public FaultPlan failBefore(Kind kind) {
    return plan(
        new Fault() {
          @Override
          public void before() throws StoreException {
            throw FaultPlan.failure(kind, "before");
          }
        });
  }

  /** The call is applied and then fails. */
  public FaultPlan failAfter(Kind kind) {
    return plan(
        new Fault() {
          @Override
          public void after() throws StoreException {
            throw FaultPlan.failure(kind, "after");
          }
        });
  }

  /** The body read ends after so many bytes as if it were whole. */
  public FaultPlan cutShort(int bytes) {
    return plan(
        new Fault() {
          @Override
          public byte[] body(byte[] body) {
            return Arrays.copyOf(body, Math.min(bytes, body.length));
          }

          @Override
          public InputStream body(InputStream in, String object) {
            return FaultyBody.cut(in, bytes);
          }
        });
  }

  /** The stream opened delivers so many bytes and then throws. */
  public FaultPlan breakAfter(int bytes, Kind kind) {
    return plan(
        new Fault() {
          @Override
          public InputStream body(InputStream in, String object) {
            return FaultyBody.broken(in, bytes, kind, object);
          }
        });
  }

  /** The body read has one bit turned over in its first byte. */
  public FaultPlan garble() {
    return plan(
        new Fault() {
          @Override
          public byte[] body(byte[] body) {
            body[0] ^= 1;
            return body;
          }

          @Override
          public InputStream body(InputStream in, String object) {
            return FaultyBody.garbled(in);
          }
        });
  }

  /** Each listing tells what the one before it found; the first tells of nothing. */
  public FaultPlan lagBehind() {
    AtomicReference<List<StoredObject>> before = new AtomicReference<>(List.of());
    return plan(
        new Fault() {
          @Override
          public List<StoredObject> listed(List<StoredObject> found) {
            return before.getAndSet(found);
          }
        });
  }

  /** The call waits at a gate before it is applied. */
  public FaultGate hold() {
    FaultGate gate = new FaultGate();
    plan(
        new Fault() {
          @Override
          public void before() throws StoreException {
            gate.pass();
          }
        });
    return gate;
  }

  Fault fault() {
    return fault;
  }

  /** Called under the plan's lock. */
  boolean strikes(Operation operation, String key) {
    if (operation != this.operation || !key.startsWith(keyPrefix)) {
      return false;
    }
    seen++;
    return call == EVERY || call == seen;
  }

  private FaultPlan plan(Fault fault) {
    this.fault = fault;
    plan.add(this);
    return plan;
  }
}
