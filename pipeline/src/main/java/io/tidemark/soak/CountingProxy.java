package io.tidemark.soak;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a run and its store and counts, without a change to a byte: signatures hold, for
 * they cover the host the client asked for, and that is passed on.
 */
final class CountingProxy implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(CountingProxy.class);
  private static final int BUFFER = 64 * 1024;

  private final URI store;
  private final RequestCounts counts;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "soak-proxy");
            thread.setDaemon(true);
            return thread;
          });

  private CountingProxy(URI store, RequestCounts counts, ServerSocket server) {
    this.store = store;
    this.counts = counts;
    this.server = server;
  }

  /** Listens on a free port of the loopback for clients of a store that is reached over HTTP. */
  static CountingProxy start(URI store, RequestCounts counts) throws IOException {
    ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    CountingProxy proxy = new CountingProxy(store, counts, server);
    proxy.threads.execute(proxy::serve);
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        LOG.debug("No longer listening, or the store took no connection", e);
      }
    }
  }

  private void connect(Socket client) throws IOException {
    open.add(client);
    Socket upstream;
    try {
      upstream = new Socket(store.getHost(), store.getPort());
    } catch (IOException e) {
      close(client);
      throw e;
    }
    open.add(upstream);
    client.setTcpNoDelay(true);
    upstream.setTcpNoDelay(true);
    RequestLines lines = new RequestLines(counts::request);
    threads.execute(
        () ->
            pass(
                client,
                upstream,
                (bytes, count) -> {
                  lines.accept(bytes, count);
                  counts.sent(count);
                }));
    threads.execute(() -> pass(upstream, client, (bytes, count) -> counts.received(count)));
  }

  /** Looks at bytes that pass. */
  private interface Look {
    void at(byte[] bytes, int count);
  }

  private void pass(Socket from, Socket to, Look look) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        look.at(buffer, count);
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      LOG.debug("A connection ended", e);
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("Cannot close a connection", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(this::close);
    threads.shutdownNow();
  }
}
