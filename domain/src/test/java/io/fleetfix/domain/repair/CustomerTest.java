package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {
  /** 189 characters: with 64 before the @, the address has 254. */
  private static final String LONG_DOMAIN =
      "d".repeat(63) + "." + "d".repeat(63) + "." + "d".repeat(57) + ".com";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "a@b.co",
        "ada.beispiel+workshop@mail.example.co.uk",
        "o'hara_{x}!#$%&*/=?^`|~-@example.com",
        "ADA@EXAMPLE.COM",
        "42@4711.example",
        "ada@xn--bcher-kva.example",
        "ada@b\u00fccher.example",
        "d\u00f6rte@b\u00fccher.example",
        "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a",
      })
  void acceptsAnEmailAddress(String email) {
    assertThat(new Customer("Ada Beispiel", email).email()).isEqualTo(email);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada@.com",
        "ada@example.",
        "ada@example..com",
        "ada@@example.com",
        "ada@home@example.com",
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
        "ada(work)@example.com",
        "ada,bob@example.com",
        "ada@example.com,bob@example.com",
        "ada;bob@example.com",
        "mailto:ada@example.com",
        "ada\\@example.com",
        "ada@[127.0.0.1]",
        "ada@exa_mple.com",
      })
  void rejectsAnythingButAnEmailAddress(String email) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer("Ada Beispiel", email))
        .returns("customer.email", InvalidValue::field)
        .returns("must be an e-mail address", InvalidValue::problem);
  }

  @Test
  void acceptsAnAddressOfTwoHundredAndFiftyFourCharacters() {
    String email = "a".repeat(64) + "@" + LONG_DOMAIN;

    assertThat(email).hasSize(254);
    assertThat(new Customer("Ada Beispiel", email).email()).isEqualTo(email);
  }

  @Test
  void rejectsAnAddressOfTwoHundredAndFiftyFiveCharacters() {
    String email = "a".repeat(64) + "@d" + LONG_DOMAIN;

    assertThat(email).hasSize(255);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer("Ada Beispiel", email))
        .returns("customer.email", InvalidValue::field);
  }

  @Test
  void rejectsMoreThanSixtyFourCharactersBeforeTheAt() {
    String email = "a".repeat(65) + "@example.com";

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer("Ada Beispiel", email))
        .returns("customer.email", InvalidValue::field);
  }

  @Test
  void rejectsAnEmptyEmailAndAnEmptyName() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer("Ada Beispiel", ""))
        .returns("customer.email", InvalidValue::field);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer(" ", "ada@example.com"))
        .returns("customer.name", InvalidValue::field);
  }

  @Test
  void doesNotRepeatTheAddressInTheMessage() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer("Ada Beispiel", "ada@secret"))
        .withMessage("customer.email must be an e-mail address");
  }
}
