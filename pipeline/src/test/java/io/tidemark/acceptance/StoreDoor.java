package io.tidemark.acceptance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

/**
 * The door of an S3 server that the processes under test go through: a guard sees each request and
 * says what becomes of it. Who does not go through the door is not disturbed.
 */
final class StoreDoor implements AutoCloseable {
  /** What becomes of a request. */
  enum Fate {
    /** It is answered. */
    PASSES,
    /** It does not get to the server. */
    NEVER_ARRIVES,
    /** The server does it, and whoever asked gets no answer. */
    LOSES_ITS_ANSWER,
    /** It gets to the server when it is let in, and there is no answer. */
    COMES_LATE
  }

  /**
   * A request.
   *
   * @param method of it
   * @param path of the bucket and the key, or of the bucket alone
   * @param query of it, decoded; empty when there is none
   */
  record Request(String method, String path, String query) {}

  /** Who looks at each request. Asked from many threads at once. */
  interface Guard {
    Fate meet(Request request);

    /** Called when a request meets another fate than to pass: before its connection breaks. */
    default void struck() {}

    /** Called before the answer to a request goes back. */
    default void answered(Request request, int status) {}
  }

  private final URI server;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool(StoreDoor::daemon);
  private final Phaser underWay = new Phaser(1);
  private volatile Guard guard;
  private HttpMessage late;

  private StoreDoor(URI server, ServerSocket socket) {
    this.server = server;
    this.socket = socket;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "store-door");
    thread.setDaemon(true);
    return thread;
  }

  static StoreDoor before(URI server) throws IOException {
    StoreDoor door =
        new StoreDoor(server, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    door.threads.execute(door::accept);
    return door;
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** A site whose store is behind the door. */
  Site to(Site site) {
    List<String> arguments =
        site.arguments().stream()
            .map(argument -> argument.replace(server.toString(), endpoint().toString()))
            .toList();
    return new Site(site.input(), site.output(), arguments);
  }

  /** Puts a guard in charge of all requests from now on. */
  void guard(Guard next) {
    guard = next;
  }

  /** Waits until the server has done with all that the dead left behind. */
  void quiet() {
    underWay.arriveAndAwaitAdvance();
  }

  /**
   * Lets the request go to the server that is late, if there is one.
   *
   * @return how it went; the empty string when there was none
   */
  String letTheLateOneIn() {
    HttpMessage request;
    synchronized (this) {
      request = late;
      late = null;
    }
    if (request == null) {
      return "";
    }
    try {
      int status = HttpMessage.status(exchange(request, "PUT").head());
      return status / 100 == 2 ? "applied" : "refused with " + status;
    } catch (IOException e) {
      return "failed: " + e;
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (String head = HttpMessage.readHead(in); head != null; head = HttpMessage.readHead(in)) {
        if (!HttpMessage.header(head, "expect").isEmpty()) {
          client.getOutputStream().write(bytes("HTTP/1.1 100 Continue\r\n\r\n"));
        }
        HttpMessage message = HttpMessage.readBody(head, in).without("expect");
        if (!serve(message, client)) {
          return;
        }
      }
    } catch (IOException theProcessDied) {
      return;
    }
  }

  private boolean serve(HttpMessage message, Socket client) throws IOException {
    Request request = request(message.head());
    underWay.register();
    try {
      Guard inCharge = guard;
      Fate fate = inCharge.meet(request);
      if (fate == Fate.COMES_LATE) {
        synchronized (this) {
          late = message;
        }
      }
      if (fate == Fate.NEVER_ARRIVES || fate == Fate.COMES_LATE) {
        inCharge.struck();
        return false;
      }
      HttpMessage answer = exchange(message, request.method());
      inCharge.answered(request, HttpMessage.status(answer.head()));
      if (fate == Fate.LOSES_ITS_ANSWER) {
        inCharge.struck();
        return false;
      }
      client.getOutputStream().write(answer.bytes());
      return true;
    } finally {
      underWay.arriveAndDeregister();
    }
  }

  private HttpMessage exchange(HttpMessage message, String method) throws IOException {
    try (Socket real = new Socket(server.getHost(), server.getPort())) {
      real.setTcpNoDelay(true);
      real.getOutputStream().write(message.bytes());
      return HttpMessage.readAnswer(new BufferedInputStream(real.getInputStream()), method);
    }
  }

  private static Request request(String head) {
    String[] words = head.split(" ", 3);
    String[] target = words[1].split("\\?", 2);
    return new Request(words[0], decoded(target[0]), target.length < 2 ? "" : decoded(target[1]));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    socket.close();
    threads.shutdownNow();
    threads.awaitTermination(1, TimeUnit.SECONDS);
  }
}
