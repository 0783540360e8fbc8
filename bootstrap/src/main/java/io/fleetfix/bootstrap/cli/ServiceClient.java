package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service. Over the JDK's older HTTP client, since the newer one takes longer to load than
 * most of these commands take to run.
 */
final class ServiceClient {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  /** A page of a hundred aggregates takes a while when the table or the bus is slow. */
  private static final Duration TO_ANSWER = Duration.ofMinutes(2);

  /** What RFC 6750 lets a token be made of. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String base;
  private final Optional<String> token;

  /**
   * Connects to nothing yet.
   *
   * @param token goes with every request; null for none
   * @throws CommandFailure if either can't be right
   */
  ServiceClient(String url, @Nullable String token) {
    this.base = checked(url);
    this.token = Optional.ofNullable(token).filter(given -> !given.isEmpty());
    if (!this.token.map(given -> TOKEN.matcher(given).matches()).orElse(true)) {
      throw CommandFailure.usage("FLEETFIX_TOKEN must be an access token and nothing else");
    }
  }

  private static String checked(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
      }
    } catch (URISyntaxException noUrl) {
      // Said below in the reader's terms.
    }
    throw CommandFailure.usage("FLEETFIX_URL (or --url) must be an http or https URL");
  }

  /**
   * The answer to a question.
   *
   * @param expected a field that every good answer has
   * @throws CommandFailure if there is no good answer
   */
  JsonNode get(String path, String expected) {
    return send("GET", path, null, expected);
  }

  /** The answer to an order, as {@link #get}. */
  JsonNode post(String path, JsonNode body, String expected) {
    return send("POST", path, body, expected);
  }

  private JsonNode send(String method, String path, @Nullable JsonNode body, String expected) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(base + path).toURL().openConnection();
      connection.setConnectTimeout((int) TO_CONNECT.toMillis());
      connection.setReadTimeout((int) TO_ANSWER.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod(method);
      token.ifPresent(given -> connection.setRequestProperty("Authorization", "Bearer " + given));
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(JSON.writeValueAsBytes(body));
      }
      return answer(connection, expected);
    } catch (IOException unreachable) {
      throw CommandFailure.unreachable(
          "No answer from " + base + ": " + unreachable.getMessage() + "; FLEETFIX_URL says where");
    }
  }

  private JsonNode answer(HttpURLConnection connection, String expected) throws IOException {
    int status = connection.getResponseCode();
    JsonNode answer =
        read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
    if (status == 200 && answer.has(expected)) {
      return answer;
    }
    String title = answer.path("title").asText("It answers with status " + status);
    String line = answer.has("detail") ? title + ": " + answer.get("detail").asText() : title;
    throw switch (status) {
      case 404 -> answer.has("type") ? CommandFailure.failed(line) : noFleetFix();
      case 400, 401, 403 -> CommandFailure.usage(line);
      case 429, 502, 503, 504 -> CommandFailure.unreachable(line);
      default -> status < 400 ? noFleetFix() : CommandFailure.failed(line);
    };
  }

  private CommandFailure noFleetFix() {
    return CommandFailure.unreachable("What answers at " + base + " is not FleetFix");
  }

  /** Empty for whatever is no JSON. */
  private static JsonNode read(@Nullable InputStream body) throws IOException {
    if (body == null) {
      return JSON.createObjectNode();
    }
    try (body) {
      JsonNode answer = JSON.readTree(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      return answer == null ? JSON.createObjectNode() : answer;
    } catch (JsonProcessingException notJson) {
      return JSON.createObjectNode();
    }
  }
}
