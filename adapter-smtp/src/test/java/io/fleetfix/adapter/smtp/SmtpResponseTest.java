package io.fleetfix.adapter.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpResponseTest {
  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 No such user, 5.1.1",
    "550-5.1.1 No such user, 5.1.1",
    "550 5.7.133 Not for you, 5.7.133",
    "550 5.1.1, 5.1.1",
    "550 sorry (#5.1.1), 5.1.1",
    "550 sorry (#5.1.1 - chkuser), 5.1.1",
    "550 5.7.1 sorry (#5.1.1), 5.7.1",
  })
  void findsTheStatus(String line, String status) {
    assertThat(parsed(line).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 No such user",
        "550 5.1 No such user",
        "550 5.1.1.1 is no mailbox",
        "550 5.1.1234 No such user",
        "550 6.1.1 No such user",
        "550 User 5.1.1 unknown",
        "550",
      })
  void aStatusStandsAtItsPlace(String line) {
    assertThat(parsed(line).status()).isEmpty();
  }

  @Test
  void joinsTheLinesWithoutTheirCodes() {
    assertThat(parsed("550-5.1.1 No such\n550-5.1.1 user\n550 here\n").words())
        .isEqualTo("550-5.1.1 No such user here");
  }

  @Test
  void theWordsAreOneShortLineOfUtf8() {
    String text = "550 Gibt's nicht: \u202eä\u0007\u2028ö" + "x".repeat(1_000);
    String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(parsed(bytes).words()).startsWith("550 Gibt's nicht: ä öxx").hasSize(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 100, 199, 300, 354, 399, 600, 999})
  void anythingElseIsNoClearResponse(int code) {
    assertThat(SmtpResponse.parse(code, code + " whatever")).isEmpty();
  }

  private static SmtpResponse parsed(String lines) {
    return SmtpResponse.parse(550, lines).orElseThrow();
  }
}
