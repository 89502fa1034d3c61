package io.tidemark.soak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** What went between a run and the store. */
final class RequestCounts {
  private final String inputList;
  private final LongAdder requests = new LongAdder();
  private final LongAdder inputLists = new LongAdder();
  private final LongAdder indexLists = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();

  /**
   * Counts nothing yet.
   *
   * @param inputPrefix of the keys of the input in their bucket: other listings are of the index
   */
  RequestCounts(String inputPrefix) {
    this.inputList = "prefix=" + URLEncoder.encode(inputPrefix, StandardCharsets.UTF_8);
  }

  /** Counts a request line such as {@code GET /bucket?list-type=2&prefix=in%2Fdt HTTP/1.1}. */
  void request(String line) {
    requests.increment();
    if (line.contains("list-type=2")) {
      (line.contains(inputList) ? inputLists : indexLists).increment();
    }
  }

  void sent(int bytes) {
    sent.add(bytes);
  }

  void received(int bytes) {
    received.add(bytes);
  }

  /** The counts so far. */
  Reading read() {
    return new Reading(
        requests.sum(), inputLists.sum(), indexLists.sum(), sent.sum(), received.sum());
  }

  /**
   * Counts at one moment.
   *
   * @param requests of any kind
   * @param inputLists LIST requests of the input
   * @param indexLists other LIST requests
   * @param sent bytes to the store
   * @param received bytes from it
   */
  record Reading(long requests, long inputLists, long indexLists, long sent, long received) {}
}
