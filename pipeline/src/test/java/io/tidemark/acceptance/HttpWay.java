package io.tidemark.acceptance;

import io.tidemark.storage.HttpFaults;
import io.tidemark.storage.HttpFaults.Fault;

/** A way in which a request of a store can fail on the wire. */
enum HttpWay {
  BUSY(HttpFaults.refuses(503, "SlowDown"), 1),
  BUSY_FOR_LONG(HttpFaults.refuses(503, "SlowDown"), Integer.MAX_VALUE),
  FORBIDDEN(HttpFaults.refuses(403, "AccessDenied"), 1),
  NOT_CONNECTED(HttpFaults.doesNotConnect(), 1),
  ANSWER_LOST(HttpFaults.losesAnswer(), 1),
  CUT(HttpFaults.cuts(7), 1),
  BROKEN(HttpFaults.breaks(7), 1),
  GARBLED(HttpFaults.garbles(), 1);

  private final Fault fault;
  private final int times;

  HttpWay(Fault fault, int times) {
    this.fault = fault;
    this.times = times;
  }

  Fault fault() {
    return fault;
  }

  /** Attempts in a row that fail so. */
  int times() {
    return times;
  }

  /**
   * Whether the store must get over it, when nothing else fails. Of an object that streams, some
   * records are on their way before its last byte shows that others were garbled.
   */
  boolean passing(HttpSite site) {
    boolean streams = site.keys().startsWith("input/");
    return this != BUSY_FOR_LONG && this != FORBIDDEN && !(this == GARBLED && streams);
  }

  /** Whether such requests can fail so: only an answer with a body can lose some of it. */
  boolean befalls(HttpSite site) {
    boolean body = this == CUT || this == BROKEN || this == GARBLED;
    return !body || site.readsObject();
  }
}
