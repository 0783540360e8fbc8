package io.fleetfix.bootstrap.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the service. It uses the JDK's older HTTP client, because the newer one takes
 * longer to load than most of these commands take to run.
 */
public final class ServiceClient {
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A page of a hundred aggregates takes a while when the table or the bus is slow. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  /** The characters that RFC 6750 allows. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private static final Pattern LOOPBACK =
      Pattern.compile("(?i:localhost)|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private static final int MOST_PORT = 65_535;

  private final String base;
  private final Optional<String> token;
  private final Duration answerTimeout;

  /**
   * Checks all values.
   *
   * @param token sent with every request; null or empty for none
   * @param tokenOverHttp whether the token may be sent over plain http to another machine
   * @throws CommandFailure if one of them is invalid
   */
  public ServiceClient(String url, @Nullable String token, boolean tokenOverHttp) {
    this(url, token, tokenOverHttp, ANSWER_TIMEOUT);
  }

  ServiceClient(String url, @Nullable String token, boolean tokenOverHttp, Duration answerTimeout) {
    URI address = checked(url);
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = Optional.ofNullable(token).filter(given -> !given.isEmpty());
    this.answerTimeout = answerTimeout;
    if (!this.token.map(given -> TOKEN.matcher(given).matches()).orElse(true)) {
      throw CommandFailure.usage(
          "FLEETFIX_TOKEN must be an access token alone, without \"Bearer\" or spaces.");
    }
    if (this.token.isPresent() && !tokenOverHttp && !isProtected(address)) {
      throw CommandFailure.usage(
          "FLEETFIX_TOKEN is not sent over plain http to "
              + address.getHost()
              + ": every machine on the way could read it. Set FLEETFIX_URL (or --url) to an https"
              + " URL, or give --token-over-http if you trust the network.");
    }
  }

  /** Goes by the host as it is written: a name could lead elsewhere when the request is sent. */
  private static boolean isProtected(URI address) {
    return "https".equals(address.getScheme()) || LOOPBACK.matcher(address.getHost()).matches();
  }

  private static URI checked(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && uri.getPort() <= MOST_PORT
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException invalid) {
      // Reported below in the operator's words.
    }
    throw CommandFailure.usage(
        "FLEETFIX_URL (or --url) must be an http or https URL without user, query or fragment,"
            + " such as http://localhost:8080.");
  }

  /**
   * Sends a request.
   *
   * @return the body of the successful answer
   * @throws CommandFailure if there is no successful answer
   */
  public JsonNode send(Call call) {
    ServiceAnswer answer = exchange(connect(call), call);
    if (isSuccessful(answer.status()) && answer.body().has(call.expected())) {
      return answer.body();
    }
    throw new Refusal(answer, call, base, token.isPresent()).failure();
  }

  /** 202 if what was requested follows. */
  private static boolean isSuccessful(int status) {
    return status == 200 || status == 202;
  }

  private HttpURLConnection connect(Call call) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(base + call.path()).toURL().openConnection();
      connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
      connection.setReadTimeout((int) answerTimeout.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod(call.method());
      token.ifPresent(given -> connection.setRequestProperty("Authorization", "Bearer " + given));
      if (call.body() != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
      }
      connection.connect();
      return connection;
    } catch (IOException failure) {
      throw ConnectionFailure.connecting(failure, base);
    }
  }

  private ServiceAnswer exchange(HttpURLConnection connection, Call call) {
    try {
      if (call.body() != null) {
        connection.getOutputStream().write(JSON.writeValueAsBytes(call.body()));
      }
      return ServiceAnswer.of(connection, answerTimeout);
    } catch (IOException failure) {
      throw ConnectionFailure.answering(failure, base, answerTimeout);
    }
  }
}
