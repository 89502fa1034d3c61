package io.tidemark.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client that spoils chosen attempts of the requests a store sends, and counts them all.
 */
public final class HttpFaults implements SdkHttpClient {
  /** What becomes of one attempt. */
  public interface Fault {
    HttpExecuteResponse apply(ExecutableHttpRequest attempt) throws IOException;
  }

  /** What is sent instead of a request. */
  interface Rewriting {
    HttpExecuteRequest apply(HttpExecuteRequest request);
  }

  private record Rule(
      String method, Predicate<String> uri, AtomicInteger skip, AtomicInteger left, Fault fault) {

    boolean strikes(SdkHttpRequest request) {
      return method.equals(request.method().name())
          && uri.test(request.getUri().toString())
          && skip.getAndDecrement() <= 0
          && left.getAndDecrement() > 0;
    }
  }

  private final SdkHttpClient real;
  private final Rewriting rewriting;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<SdkHttpRequest> attempts = new ArrayList<>();

  HttpFaults(SdkHttpClient real) {
    this(real, request -> request);
  }

  /** Sends every request as it was rewritten. */
  HttpFaults(SdkHttpClient real, Rewriting rewriting) {
    this.real = real;
    this.rewriting = rewriting;
  }

  /**
   * Spoils the next {@code times} attempts of a method whose URI contains {@code part}.
   *
   * @param times at most so often
   */
  void next(int times, String method, String part, Fault fault) {
    spoil(1, times, method, uri -> uri.contains(part), fault);
  }

  /** Spoils {@code times} attempts from the {@code nth} such on, counted from 1. */
  public void spoil(int nth, int times, String method, Predicate<String> uri, Fault fault) {
    rules.add(new Rule(method, uri, new AtomicInteger(nth - 1), new AtomicInteger(times), fault));
  }

  /** The attempts so far, as method and URI, that contain {@code part}. */
  public synchronized List<String> sent(String part) {
    return attempts.stream()
        .map(sent -> sent.method().name() + " " + sent.getUri())
        .filter(sent -> sent.contains(part))
        .toList();
  }

  /** The attempts so far of a method whose URI contains {@code part}. */
  synchronized List<SdkHttpRequest> attempts(String method, String part) {
    return attempts.stream()
        .filter(
            sent -> sent.method().name().equals(method) && sent.getUri().toString().contains(part))
        .toList();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = real.prepareRequest(rewriting.apply(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Fault fault = faultOf(request.httpRequest());
        return fault == null ? prepared.call() : fault.apply(prepared);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public void close() {
    real.close();
  }

  private synchronized @Nullable Fault faultOf(SdkHttpRequest request) {
    attempts.add(request);
    for (Rule rule : rules) {
      if (rule.strikes(request)) {
        return rule.fault();
      }
    }
    return null;
  }

  /** The server answers with this instead of doing anything. */
  static Fault answers(int status, String body) {
    return attempt ->
        HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(status).build())
            .responseBody(
                AbortableInputStream.create(
                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
            .build();
  }

  public static Fault refuses(int status, String code) {
    return answers(status, "<Error><Code>" + code + "</Code></Error>");
  }

  /** The connection is not made; nothing is sent. */
  public static Fault doesNotConnect() {
    return attempt -> {
      throw new ConnectException("Planned fault: connection refused");
    };
  }

  /** The server does what was asked; its answer is lost. */
  public static Fault losesAnswer() {
    return attempt -> {
      HttpExecuteResponse answer = attempt.call();
      if (answer.responseBody().isPresent()) {
        answer.responseBody().get().close();
      }
      throw new SocketTimeoutException("Planned fault: read timed out");
    };
  }

  /** Something else happens first, then the attempt goes through. */
  public static Fault after(Runnable something) {
    return attempt -> {
      something.run();
      return attempt.call();
    };
  }

  /** The body ends after so many bytes as if it were whole. */
  public static Fault cuts(int bytes) {
    return attempt -> body(attempt.call(), bytes, InputStream.nullInputStream());
  }

  /** The connection is reset after so many bytes of the body. */
  public static Fault breaks(int bytes) {
    return attempt ->
        body(
            attempt.call(),
            bytes,
            new InputStream() {
              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new SocketException("Planned fault: connection reset");
              }

              @Override
              public int read() throws IOException {
                throw new SocketException("Planned fault: connection reset");
              }
            });
  }

  /** One bit of the body is turned over: its first. */
  public static Fault garbles() {
    return attempt -> {
      HttpExecuteResponse answer = attempt.call();
      AbortableInputStream body = answer.responseBody().orElseThrow();
      byte[] bytes = body.readAllBytes();
      bytes[0] ^= 1;
      return HttpExecuteResponse.builder()
          .response(answer.httpResponse())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
          .build();
    };
  }

  /** The answer has another header than the server gave; none when the value is empty. */
  static Fault answersWith(String header, String value) {
    return attempt -> {
      HttpExecuteResponse answer = attempt.call();
      Map<String, List<String>> headers = new HashMap<>(answer.httpResponse().headers());
      headers.keySet().removeIf(header::equalsIgnoreCase);
      if (!value.isEmpty()) {
        headers.put(header, List.of(value));
      }
      int status = answer.httpResponse().statusCode();
      return HttpExecuteResponse.builder()
          .response(SdkHttpResponse.builder().statusCode(status).headers(headers).build())
          .responseBody(answer.responseBody().orElse(null))
          .build();
    };
  }

  private static HttpExecuteResponse body(HttpExecuteResponse answer, int bytes, InputStream end)
      throws IOException {
    AbortableInputStream body = answer.responseBody().orElseThrow();
    InputStream start = new ByteArrayInputStream(body.readNBytes(bytes));
    body.abort();
    return HttpExecuteResponse.builder()
        .response(answer.httpResponse())
        .responseBody(AbortableInputStream.create(new SequenceInputStream(start, end)))
        .build();
  }
}
