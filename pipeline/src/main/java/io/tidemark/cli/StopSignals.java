package io.tidemark.cli;

import io.tidemark.pipeline.DeltaIndexRun;
import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While it is open, the first SIGTERM or SIGINT asks a run to stop; the second has its usual
 * effect.
 *
 * <p>A shutdown hook would not do: engines have hooks of their own, which end them at once, and the
 * exit code of a process that ends through hooks is that of the signal.
 */
final class StopSignals implements Closeable {
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

  private StopSignals() {}

  static StopSignals stopping(DeltaIndexRun run) {
    StopSignals signals = new StopSignals();
    for (String name : List.of("TERM", "INT")) {
      Signal signal = new Signal(name);
      signals.before.put(signal, Signal.handle(signal, received -> signals.received(run)));
    }
    return signals;
  }

  private void received(DeltaIndexRun run) {
    close();
    run.askToStop();
  }

  @Override
  public synchronized void close() {
    before.forEach(Signal::handle);
    before.clear();
  }
}
