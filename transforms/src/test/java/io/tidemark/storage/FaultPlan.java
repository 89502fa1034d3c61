package io.tidemark.storage;

import io.tidemark.storage.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What goes wrong in the {@link FaultyObjectStore}s of one name, and what they were asked. Reached
 * by its name, so that a test can script the stores that a pipeline opens on its own threads:
 *
 * <pre>{@code
 * FaultPlan plan = FaultPlan.named("commit");
 * plan.on(Operation.PUT_IF_ABSENT, "snapshots/").call(2).failAfter(Kind.UNKNOWN);
 * pipeline.run(..., "faulty:commit:" + folder);
 * assertThat(plan.keys(Operation.LIST), ...);
 * }</pre>
 *
 * <p>Safe for many threads. Calls that reach a rule at the same time are numbered in some order.
 */
public final class FaultPlan {
  /** The calls of an {@link ObjectStore}. */
  public enum Operation {
    LIST,
    HEAD,
    GET,
    OPEN,
    PUT,
    PUT_IF_ABSENT,
    DELETE
  }

  /** A call as it was made: the key, or the prefix of a listing. */
  public record Call(Operation operation, String key) {}

  private static final Map<String, FaultPlan> PLANS = new ConcurrentHashMap<>();

  private final String name;
  private final List<Call> calls = new ArrayList<>();
  private boolean struck;
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

  private FaultPlan(String name) {
    this.name = name;
  }

  /** The plan of that name; one without faults when it was not known before. */
  public static FaultPlan named(String name) {
    return PLANS.computeIfAbsent(name, FaultPlan::new);
  }

  /** The URI under which {@link ObjectStores} opens the store at {@code uri} with this plan. */
  public String uri(String uri) {
    return "faulty:" + name + ":" + uri;
  }

  /** A fault of calls of one kind; their first, unless the rule says otherwise. */
  public FaultRule on(Operation operation) {
    return on(operation, "");
  }

  /**
   * A fault of calls of one kind whose key, or the prefix of a listing, starts with {@code
   * keyPrefix}.
   */
  public FaultRule on(Operation operation, String keyPrefix) {
    return new FaultRule(this, operation, keyPrefix);
  }

  /** How many calls of a kind there were, those that failed included. */
  public int calls(Operation operation) {
    return keys(operation).size();
  }

  /** The keys of all calls of a kind, prefixes for listings, in the order of the calls. */
  public synchronized List<String> keys(Operation operation) {
    return calls.stream().filter(call -> call.operation() == operation).map(Call::key).toList();
  }

  /** All calls in their order. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Whether a fault has struck any call. */
  public synchronized boolean struck() {
    return struck;
  }

  /** Forgets all calls and all faults. */
  public synchronized void clear() {
    calls.clear();
    rules.clear();
    struck = false;
  }

  void add(FaultRule rule) {
    rules.add(rule);
  }

  /** Counts a call and gives what is to go wrong with it: the first rule that strikes. */
  synchronized Fault enter(Operation operation, String key) {
    calls.add(new Call(operation, key));
    Fault fault = Fault.NONE;
    for (FaultRule rule : rules) {
      if (rule.strikes(operation, key) && fault == Fault.NONE) {
        fault = rule.fault();
        struck = true;
      }
    }
    return fault;
  }

  static StoreException failure(Kind kind, String when) {
    return new StoreException(kind, "Planned fault: failed " + when + " the call", null);
  }
}
