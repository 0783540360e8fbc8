package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.outbox.event.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mail server and our credentials.
 *
 * @param credentials null if the server requires none
 */
public record SmtpServer(
    Encryption encryption, String host, int port, @Nullable Credentials credentials) {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_OVER_TLS = 465;

  /** Compared as text: other names may resolve to another machine. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

  /** How the connection is encrypted. */
  enum Encryption {
    /** TLS from the first byte. */
    TLS,
    /**
     * Starts in plain text and switches to TLS before anything else; fails if that is impossible.
     */
    STARTTLS,
    /** No encryption; only on the loopback. */
    NONE
  }

  /** A user and a password. {@link #toString} shows neither. */
  record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[hidden]";
    }
  }

  /**
   * Parses {@code smtp[s]://user:password@host:port}. The credentials and the port are optional.
   *
   * @throws InvalidValue if the text has another form; its message does not repeat the text
   */
  public static SmtpServer parse(String url) {
    URI uri = uri(url);
    String scheme = uri.getScheme();
    String host = uri.getHost();
    boolean rest = uri.getQuery() != null || uri.getFragment() != null || !uri.getPath().isEmpty();
    if (scheme == null || host == null || rest || uri.getPort() > 65_535 || uri.getPort() == 0) {
      throw wrong();
    }
    Encryption encryption =
        switch (scheme) {
          case "smtps" -> Encryption.TLS;
          case "smtp" -> LOOPBACK.matcher(host).matches() ? Encryption.NONE : Encryption.STARTTLS;
          default -> throw wrong();
        };
    int standard = encryption == Encryption.TLS ? SUBMISSION_OVER_TLS : SUBMISSION;
    return new SmtpServer(
        encryption,
        host,
        uri.getPort() < 0 ? standard : uri.getPort(),
        credentials(uri.getRawUserInfo()));
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url);
      if (!uri.isOpaque()) {
        return uri;
      }
    } catch (URISyntaxException unreadable) {
      // The message of the exception contains the password.
    }
    throw wrong();
  }

  private static @Nullable Credentials credentials(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    int colon = userInfo.indexOf(':');
    if (colon < 1) {
      throw wrong();
    }
    return new Credentials(
        decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  /** Keeps a plus, since many passwords contain one. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static InvalidValue wrong() {
    return new InvalidValue(
        "server",
        "must be smtp[s]://user:password@host:port, with special characters in user and password"
            + " percent-encoded");
  }

  /** Omits the credentials. */
  @Override
  public String toString() {
    return (encryption == Encryption.TLS ? "smtps://" : "smtp://") + host + ":" + port;
  }
}
