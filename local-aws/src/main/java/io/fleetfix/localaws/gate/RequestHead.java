package io.fleetfix.localaws.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of a connection: the first request's head, and what was read beyond it.
 *
 * @param text what was read so far, one character per byte
 * @param headers of the first request
 */
record RequestHead(String text, Headers headers) {
  private static final int MAX_BYTES = 64 * 1024;
  private static final String END = "\r\n\r\n";

  /** Empty if the connection ends first, or does not begin with a request. */
  static Optional<RequestHead> read(InputStream in) throws IOException {
    byte[] read = new byte[MAX_BYTES];
    int length = 0;
    while (length < MAX_BYTES) {
      int bytes = in.read(read, length, MAX_BYTES - length);
      if (bytes < 0) {
        return Optional.empty();
      }
      length += bytes;
      String text = new String(read, 0, length, ISO_8859_1);
      int end = text.indexOf(END);
      if (end >= 0) {
        return headers(text.substring(0, end)).map(headers -> new RequestHead(text, headers));
      }
    }
    return Optional.empty();
  }

  private static Optional<Headers> headers(String head) {
    Headers headers = new Headers();
    List<String> lines = head.lines().toList();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      int colon = line.indexOf(':');
      if (colon <= 0 || Character.isWhitespace(line.charAt(0))) {
        return Optional.empty();
      }
      headers.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return Optional.of(headers);
  }

  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }
}
