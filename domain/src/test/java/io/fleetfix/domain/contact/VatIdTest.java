package io.fleetfix.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VatIdTest {
  @ParameterizedTest
  @CsvSource({
    "DE123456789, DE",
    "ATU12345678, AT",
    "EL123456789, EL",
    "XI123456789, XI",
    "NL123456789B01, NL",
    "IE1+23456A, IE",
    "ESX1234567X, ES",
  })
  void hasThePrefixOfItsCountry(String value, String prefix) {
    assertThat(new VatId(value)).hasToString(value).returns(prefix, VatId::prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DE",
        "DE1",
        "de123456789",
        "DE 123456789",
        "DE-123456789",
        "123456789",
        "D123456789",
        "DE12345678901234",
        "DE123456789\n",
        "\u0414E123456789",
      })
  void refusesOtherForms(String value) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new VatId(value))
        .returns("vatId", InvalidValue::field);
  }
}
