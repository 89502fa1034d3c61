package io.tidemark.soak;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLinesTest {
  private static final String LIST = "GET /soak?list-type=2&prefix=changes%2Fdt%3D HTTP/1.1";
  private static final String PUT = "PUT /soak/out/layers/a.json HTTP/1.1";

  private final List<String> found = new ArrayList<>();

  @Test
  void requests_are_found_wherever_the_connection_cuts() {
    String sent =
        LIST
            + "\r\nHost: 127.0.0.1:9\r\n\r\n"
            + PUT
            + "\r\nContent-Length: 10\r\n\r\nno newline"
            + LIST
            + "\r\n\r\n";

    for (int cut = 1; cut < sent.length(); cut++) {
      found.clear();
      RequestLines lines = new RequestLines(found::add);
      send(lines, sent.substring(0, cut));
      send(lines, sent.substring(cut));

      assertThat("cut at " + cut, found, is(List.of(LIST, PUT, LIST)));
    }
  }

  @Test
  void a_long_body_without_lines_hides_no_request() {
    RequestLines lines = new RequestLines(found::add);

    send(lines, "x".repeat(1_000_001));
    send(lines, PUT + "\r\n");

    assertThat(found, is(List.of(PUT)));
  }

  @Test
  void headers_and_bodies_are_no_requests() {
    RequestLines lines = new RequestLines(found::add);

    send(lines, "Referer: GET /a HTTP/1.1 \r\n{\"GET\":\"/a HTTP/1.1\"}\n");

    assertThat(found, is(List.of()));
  }

  private static void send(RequestLines lines, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    lines.accept(bytes, bytes.length);
  }
}
