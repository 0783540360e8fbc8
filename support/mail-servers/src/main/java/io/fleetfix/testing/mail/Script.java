package io.fleetfix.testing.mail;

import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a scripted server behaves.
 *
 * @param answers the response to a line; empty for the usual one
 * @param extension that the server offers
 * @param tls the server's certificate; null if it has none
 * @param encryptedAtOnce whether TLS starts with the first byte; otherwise the server offers
 *     STARTTLS
 */
public record Script(
    Function<String, Optional<String>> answers,
    String extension,
    Cut cut,
    @Nullable SSLContext tls,
    boolean encryptedAtOnce) {
  /** No response, while the connection stays open. */
  public static final String SILENCE = "silence";

  /** Accepts every mail, without TLS. */
  public static Script usual() {
    return new Script(line -> Optional.empty(), "8BITMIME", new Cut.Never(), null, false);
  }

  /**
   * With one scripted response.
   *
   * @param command the beginning of the client's line, {@code connect} for the greeting, {@code .}
   *     for the end of a mail
   * @param answer the response to that command; empty to close the connection instead
   */
  public Script answering(String command, String answer) {
    return answering(line -> line.startsWith(command) ? Optional.of(answer) : Optional.empty());
  }

  public Script answering(Function<String, Optional<String>> others) {
    return new Script(others, extension, cut, tls, encryptedAtOnce);
  }

  public Script offering(String other) {
    return new Script(answers, other, cut, tls, encryptedAtOnce);
  }

  public Script cutting(Cut other) {
    return new Script(answers, extension, other, tls, encryptedAtOnce);
  }

  public Script startingTls(SSLContext certificate) {
    return new Script(answers, extension, cut, certificate, false);
  }

  public Script encrypted(SSLContext certificate) {
    return new Script(answers, extension, cut, certificate, true);
  }

  /** The response to a line outside of a mail, or to the end of a mail. */
  String answer(String line) {
    return answers.apply(line).orElseGet(() -> usual(line.split(" ", 2)[0]));
  }

  private String usual(String word) {
    return switch (word) {
      case "connect" -> "220 here";
      case "EHLO" ->
          (tls != null && !encryptedAtOnce ? "250-here\r\n250-STARTTLS" : "250-here")
              + ("\r\n250-" + extension + "\r\n250 AUTH PLAIN");
      case "AUTH" -> "235 come in";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      case "STARTTLS" -> tls == null ? "502 no" : "220 go on";
      default -> "250 fine";
    };
  }
}
