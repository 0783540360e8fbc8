package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.outbox.event.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which mail server takes our mails, and who we are there.
 *
 * @param credentials null where the server asks for none
 */
public record SmtpServer(
    Encryption encryption, String host, int port, @Nullable Credentials credentials) {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_OVER_TLS = 465;

  /** Told by the text alone: a name that a resolver sends elsewhere is none of them. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

  /** How the connection is kept from being read. */
  enum Encryption {
    /** From the first byte on. */
    TLS,
    /** Begun in plain text and encrypted before anything is said; otherwise given up. */
    STARTTLS,
    /** Not at all: on the loopback only. */
    NONE
  }

  /** A user and a password, which no text of this object shows. */
  record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[hidden]";
    }
  }

  /**
   * Reads {@code smtp[s]://user:password@host:port}; user with password, and the port, may be left
   * out.
   *
   * @throws InvalidValue for anything else; it repeats nothing of the text
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
      // Its message repeats the password.
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

  /** A plus is a plus here, as many passwords have one. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static InvalidValue wrong() {
    return new InvalidValue(
        "server",
        "must be smtp[s]://user:password@host:port, with what is special in user and password"
            + " percent-encoded");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return (encryption == Encryption.TLS ? "smtps://" : "smtp://") + host + ":" + port;
  }
}
