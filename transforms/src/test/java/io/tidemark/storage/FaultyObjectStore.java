package io.tidemark.storage;

import io.tidemark.storage.FaultPlan.Operation;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A real store that fails as its {@link FaultPlan} says, and counts what it is asked. */
public final class FaultyObjectStore implements ObjectStore {
  private final ObjectStore real;
  private final FaultPlan plan;

  public FaultyObjectStore(ObjectStore real, FaultPlan plan) {
    this.real = real;
    this.plan = plan;
  }

  @Override
  public String uri() {
    return plan.uri(real.uri());
  }

  @Override
  public List<StoredObject> list(String prefix, String after, int limit) throws StoreException {
    Fault fault = plan.enter(Operation.LIST, prefix);
    return fault.listed(apply(fault, "list", prefix, () -> real.list(prefix, after, limit)));
  }

  @Override
  public Optional<StoredObject> head(String key) throws StoreException {
    return apply(Operation.HEAD, key, () -> real.head(key));
  }

  @Override
  public byte[] get(String key) throws StoreException {
    Fault fault = plan.enter(Operation.GET, key);
    return fault.body(apply(fault, "read", key, () -> real.get(key)));
  }

  @Override
  public InputStream open(String key, String etag, long from, long to) throws StoreException {
    Fault fault = plan.enter(Operation.OPEN, key);
    return fault.body(apply(fault, "read", key, () -> real.open(key, etag, from, to)), key);
  }

  @Override
  public void put(String key, byte[] body) throws StoreException {
    apply(
        Operation.PUT,
        key,
        () -> {
          real.put(key, body);
          return true;
        });
  }

  @Override
  public boolean putIfAbsent(String key, byte[] body) throws StoreException {
    return apply(Operation.PUT_IF_ABSENT, key, () -> real.putIfAbsent(key, body));
  }

  @Override
  public void delete(String key) throws StoreException {
    apply(
        Operation.DELETE,
        key,
        () -> {
          real.delete(key);
          return true;
        });
  }

  @Override
  public void close() {
    real.close();
  }

  private interface Call<T> {
    T run() throws StoreException;
  }

  private <T> T apply(Operation operation, String key, Call<T> call) throws StoreException {
    return apply(plan.enter(operation, key), operation.toString(), key, call);
  }

  private <T> T apply(Fault fault, String attempt, String key, Call<T> call) throws StoreException {
    named(fault::before, attempt, key);
    T result = call.run();
    named(fault::after, attempt, key);
    return result;
  }

  private interface Strike {
    void run() throws StoreException;
  }

  /** A planned failure speaks as a real one does. */
  private void named(Strike strike, String attempt, String key) throws StoreException {
    try {
      strike.run();
    } catch (StoreException e) {
      String message = "Cannot " + attempt + " '" + key + "' in " + uri() + ": " + e.getMessage();
      throw new StoreException(e.kind(), message, e);
    }
  }
}
