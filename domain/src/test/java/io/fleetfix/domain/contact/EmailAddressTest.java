package io.fleetfix.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  /** 189 characters: with 64 before the at sign, the address has 254. */
  private static final String LONG_DOMAIN =
      "d".repeat(63) + "." + "d".repeat(63) + "." + "d".repeat(57) + ".com";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "a@b.co",
        "ada.beispiel+workshop@mail.example.co.uk",
        "o'hara_{x}!#$%&*/=?^`|~-@example.com",
        "=?utf-8?@example.com",
        "-@example.com",
        "ADA@EXAMPLE.COM",
        "42@4711.example",
        "a@1.2.3.4a",
        "a@b--c.example",
        "a@xn--fa-hia.de",
        "a@fa\u00df.de",
        "ada@b\u00fccher.example",
        "d\u00f6rte@b\u00fccher.example",
        "\u7528\u6237@\u4f8b\u5b50.\u516c\u53f8",
        "\u0434\u0430\u0440\u044c\u044f@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
        "a@\u0645\u062b\u0627\u0644.\u0625\u062e\u062a\u0628\u0627\u0631",
        "\u0906\u0926\u093e@\u0909\u0926\u093e\u0939\u0930\u0923.\u092d\u093e\u0930\u0924",
        "e\u0301va@e\u0301va.example",
        "\u0661@\u0662.example",
      })
  void acceptsAnAddress(String address) {
    assertThat(EmailAddress.parse("email", address).value()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@",
        "ada@",
        "@example.com",
        "ada@example",
        "ada@.com",
        "ada@example.",
        "a@x.de.",
        "a@x..de",
        "ada@@example.com",
        "ada@home@example.com",
        "a..b@x.de",
        ".a@x.de",
        "a.@x.de",
        "ada beispiel@example.com",
        "ada@exam ple.com",
        " ada@example.com",
        "ada@example.com ",
        "ada\t@example.com",
        "ada@example.com\n",
        "ada@example.com\r\nBcc: all@example.com",
        "ada\r\nBcc:all@example.com",
        "ada\u0000@example.com",
        "ada\u007f@example.com",
        "Ada <ada@example.com>",
        "<ada@example.com>",
        "\"ada\"@example.com",
        "\"a b\"@x.de",
        "ada(work)@example.com",
        "ada@(home)example.com",
        "ada,bob@example.com",
        "ada@example.com,bob@example.com",
        "ada;bob@example.com",
        "mailto:ada@example.com",
        "@relay.example:ada@example.com",
        "ada%bob@relay@example.com",
        "ada\\@example.com",
        "ada[1]@example.com",
        "ada@[127.0.0.1]",
        "a@[IPv6:::1]",
        "a@127.0.0.1",
        "a@x.1",
        "a@x.\u0661",
        "ada@exa_mple.com",
        "a@-x.de",
        "a@x-.de",
        "a@x.-de",
        "a@x.de-",
        "a@-",
        "=?utf-8?q?a?=@x.de",
        "=?utf-8?b?YQ==?=@x.de",
        "b=?utf-8?Q?a?=c@x.de",
        "a\u200b@x.de",
        "a@x\u200b.de",
        "a@x\u00ad.de",
        "a\u2060b@x.de",
        "\ufeffa@x.de",
        "\u202ea@x.de",
        "a\ufe0f@x.de",
        "a\u3164@x.de",
        "a@\u3164.de",
        "\u0301a@x.de",
        "a.\u0301a@x.de",
        "a@\u0301x.de",
        "a@x.\u0301de",
        "a@x\u3002de",
        "a@x\uff0ede",
        "a\uff20x.de",
        "a\u2024b@x.de",
        "a@b\u20acd.de",
        "\ud83d\ude97@x.de",
        "a@\ud83d\ude97.de",
        "a\ud83d@x.de",
        "a@\ude97x.de",
        "a@b/c.de",
        "a@b:25.de",
      })
  void rejectsAnythingElse(String address) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> EmailAddress.parse("some.field", address))
        .returns("some.field", InvalidValue::field);
  }

  @Test
  void limitsTheBytesBeforeTheAtSign() {
    checkLimit("a".repeat(64) + "@x.de", "a".repeat(65) + "@x.de", "before the at sign");
    checkLimit("\u00fc".repeat(32) + "@x.de", "\u00fc".repeat(32) + "a@x.de", "before the at sign");
  }

  @Test
  void limitsTheBytesOfTheAddress() {
    String longest = "a".repeat(64) + "@" + LONG_DOMAIN;

    assertThat(longest).hasSize(254);
    checkLimit(longest, longest.replace("@", "@d"), "must have at most 254 bytes");
  }

  @Test
  void limitsTheLabelsOfTheDomain() {
    checkLimit("a@" + "d".repeat(63) + ".de", "a@" + "d".repeat(64) + ".de", "after the at sign");
  }

  private static void checkLimit(String longest, String tooLong, String words) {
    assertThat(EmailAddress.parse("email", longest).value()).isEqualTo(longest);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> EmailAddress.parse("email", tooLong))
        .satisfies(invalid -> assertThat(invalid.problem()).contains(words));
  }

  @Test
  void namesTheWrongPart() {
    assertThat(problem("ada")).contains("such as name@example.com");
    assertThat(problem("a..b@x.de")).contains("before the at sign", "single dots");
    assertThat(problem("a@x..de")).contains("after the at sign", "example.com");
  }

  @Test
  void doesNotRepeatTheAddressInTheMessage() {
    assertThat(problem("ada@secret")).doesNotContain("secret", "ada@");
    assertThat(problem("a secret@x.de")).doesNotContain("secret");
  }

  private static String problem(String address) {
    try {
      EmailAddress.parse("email", address);
      throw new AssertionError("Expected a refusal of " + address);
    } catch (InvalidValue invalid) {
      return invalid.problem();
    }
  }

  @Test
  void hasTwoParts() {
    EmailAddress address = EmailAddress.parse("email", "o'hara@mail.example.com");

    assertThat(address.localPart()).isEqualTo("o'hara");
    assertThat(address.domain()).isEqualTo("mail.example.com");
    assertThat(address).hasToString("o'hara@mail.example.com");
  }

  /** Version 0.1.0 stored such addresses; they are sent to no server as they are. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a..b@x.de", "a@-x.de", "=?utf-8?q?a?=@x.de", "a@x\u0661.1", "\u3164@x.de"})
  void restoresAddressesOfAnEarlierRelease(String address) {
    assertThat(new EmailAddress(address).value()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ada", "@x.de", "ada@", "a b@x.de", "a@x.de\r\nBcc: b@x.de", "<a@x.de>"})
  void restoresNothingThatCouldBreakAHeader(String address) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new EmailAddress(address))
        .returns("email", InvalidValue::field);
  }
}
