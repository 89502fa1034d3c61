package io.tidemark.watchdog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log, and if asked to as one JSON object a line. */
final class LogJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final String output;
  private final @Nullable PrintWriter json;
  private final Clock clock;
  private @Nullable Verdict last;

  /**
   * Tells of one index.
   *
   * @param output URI of the index
   * @param json takes JSON; null when nobody reads it
   */
  LogJournal(String output, @Nullable PrintWriter json, Clock clock) {
    this.output = output;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void verdict(Judgement judgement, History seen) {
    Verdict verdict = judgement.verdict();
    if (verdict == last) {
      return;
    }
    String text = verdict + ": " + judgement.reason() + (last == null ? "" : " (was " + last + ")");
    if (verdict == Verdict.IDLE || verdict == Verdict.WORKING) {
      LOG.info("{}", text);
    } else {
      LOG.warn("{}", text);
    }
    ObjectNode line = line("verdict", judgement.reason());
    line.put("verdict", verdict.name()).put("was", last == null ? null : last.name());
    Head head = seen.head();
    Instant watermark = head == null ? null : head.progress().watermark();
    line.put("run", seen.run());
    line.put("version", head == null ? null : head.version());
    line.put("watermark", watermark == null ? null : watermark.toString());
    print(line);
    last = verdict;
  }

  @Override
  public void action(String action, String reason) {
    LOG.info("{}: {}", action, reason);
    print(line(action, reason));
  }

  private ObjectNode line(String event, String reason) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", clock.instant().toString()).put("event", event);
    return line.put("output", output).put("reason", reason);
  }

  private void print(ObjectNode line) {
    if (json != null) {
      json.println(line);
      json.flush();
    }
  }
}
