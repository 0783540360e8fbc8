package io.fleetfix.bootstrap.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A response of the service, or of whatever else answers at its address.
 *
 * @param body empty if it is not JSON
 * @param requestId under which the service's log has the request
 * @param retryAfter in seconds
 */
record ServiceAnswer(
    int status, JsonNode body, Optional<String> requestId, Optional<String> retryAfter) {
  private static final String PROBLEMS = "/problems/";
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  /** Much more than a page of 200 events takes. */
  private static final int MOST_BYTES = 16 << 20;

  /**
   * Reads the response.
   *
   * @param timeout for the whole body, however slowly it arrives
   * @throws IOException if a successful response is incomplete
   */
  static ServiceAnswer of(HttpURLConnection connection, Duration timeout) throws IOException {
    int status = connection.getResponseCode();
    JsonNode body = status < 400 ? successful(connection, timeout) : problem(connection, timeout);
    return new ServiceAnswer(
        status,
        body,
        Optional.ofNullable(body.path("requestId").textValue())
            .or(() -> Optional.ofNullable(connection.getHeaderField("X-Request-Id")))
            .filter(REQUEST_ID.asMatchPredicate()),
        Optional.ofNullable(connection.getHeaderField("Retry-After"))
            .filter(SECONDS.asMatchPredicate()));
  }

  /** The part of a problem's {@code type} that names it; empty for other servers' errors. */
  String problem() {
    String type = body.path("type").asText();
    int slug = type.indexOf(PROBLEMS);
    return slug < 0 ? "" : type.substring(slug + PROBLEMS.length());
  }

  private static JsonNode successful(HttpURLConnection connection, Duration timeout)
      throws IOException {
    return json(read(connection, connection.getInputStream(), timeout));
  }

  /** The status alone says enough if the body can't be read. */
  private static JsonNode problem(HttpURLConnection connection, Duration timeout) {
    try {
      return json(read(connection, connection.getErrorStream(), timeout));
    } catch (IOException incomplete) {
      return ServiceClient.JSON.createObjectNode();
    }
  }

  private static String read(
      HttpURLConnection connection, @Nullable InputStream body, Duration timeout)
      throws IOException {
    if (body == null) {
      return "";
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    try (body) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes.write(buffer, 0, read);
        if (bytes.size() > MOST_BYTES) {
          return "";
        }
        if (System.nanoTime() - deadline > 0) {
          throw new SocketTimeoutException();
        }
      }
    }
    if (bytes.size() < connection.getContentLengthLong()) { // some JDKs do not report that
      throw new IOException("Incomplete");
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode answer = ServiceClient.JSON.readTree(text);
      return answer == null ? ServiceClient.JSON.createObjectNode() : answer;
    } catch (JsonProcessingException notJson) {
      return ServiceClient.JSON.createObjectNode();
    }
  }
}
