package io.tidemark.acceptance;

import io.tidemark.storage.FaultPlan;
import io.tidemark.storage.FaultPlan.Call;
import io.tidemark.storage.FaultPlan.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of a run, found again in another run whatever the order of its threads: the n-th of an
 * operation on keys of one kind.
 *
 * @param operation of the call
 * @param keys what the key starts with: its folder, or all of it
 * @param nth of these, from 1
 */
record FaultSite(Operation operation, String keys, int nth) {

  /**
   * The calls of a run.
   *
   * @param all each of them; else the first of each operation and kind of key
   */
  static List<FaultSite> of(List<Call> calls, boolean all) {
    Map<Call, Integer> counts = new LinkedHashMap<>();
    List<FaultSite> sites = new ArrayList<>();
    for (Call call : calls) {
      int slash = call.key().indexOf('/');
      String keys = call.key().substring(0, slash < 0 ? call.key().length() : slash + 1);
      int nth = counts.merge(new Call(call.operation(), keys), 1, Integer::sum);
      if (all || nth == 1) {
        sites.add(new FaultSite(call.operation(), keys, nth));
      }
    }
    return sites;
  }

  void arm(FaultPlan plan, FaultWay way) {
    way.arm(plan.on(operation, keys).call(nth));
  }
}
