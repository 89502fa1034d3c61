package io.tidemark.acceptance;

import io.tidemark.storage.FaultGate;
import io.tidemark.storage.FaultPlan.Operation;
import io.tidemark.storage.FaultRule;
import io.tidemark.storage.StoreException.Kind;
import java.util.EnumSet;
import java.util.Set;

/** A way in which a call of a store can fail, as those who call see it. */
enum FaultWay {
  /** Nothing was done, and all retries are used up. */
  UNREACHABLE_BEFORE(EnumSet.allOf(Operation.class)) {
    @Override
    void arm(FaultRule rule) {
      rule.failBefore(Kind.UNREACHABLE);
    }
  },
  /** Nothing was done, and trying again is of no use. */
  DENIED(EnumSet.allOf(Operation.class)) {
    @Override
    void arm(FaultRule rule) {
      rule.failBefore(Kind.DENIED);
    }
  },
  /** It was done, and nobody was told. */
  LOST_AFTER(EnumSet.allOf(Operation.class)) {
    @Override
    void arm(FaultRule rule) {
      rule.failAfter(Kind.UNKNOWN);
    }
  },
  /** The body ends early, as if it were whole. */
  CUT(EnumSet.of(Operation.GET, Operation.OPEN)) {
    @Override
    void arm(FaultRule rule) {
      rule.cutShort(7);
    }
  },
  /** The connection breaks in the body, too often. */
  BROKEN(EnumSet.of(Operation.OPEN)) {
    @Override
    void arm(FaultRule rule) {
      rule.breakAfter(7, Kind.UNREACHABLE);
    }
  },
  /** Other bytes come. A store that streams compares checksums itself: see the faults over HTTP. */
  GARBLED(EnumSet.of(Operation.GET)) {
    @Override
    void arm(FaultRule rule) {
      rule.garble();
    }
  },
  /** It is done after others that came later. */
  SLOW(EnumSet.allOf(Operation.class)) {
    @Override
    void arm(FaultRule rule) {
      FaultGate gate = rule.hold();
      Thread opener =
          new Thread(
              () -> {
                try {
                  gate.awaitCall();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                gate.open();
              },
              "slow-call");
      opener.setDaemon(true);
      opener.start();
    }
  };

  private final Set<Operation> operations;

  FaultWay(Set<Operation> operations) {
    this.operations = operations;
  }

  /** Whether such calls can fail so. */
  boolean befalls(Operation operation) {
    return operations.contains(operation);
  }

  /** Lets the calls of a rule fail so. */
  abstract void arm(FaultRule rule);
}
