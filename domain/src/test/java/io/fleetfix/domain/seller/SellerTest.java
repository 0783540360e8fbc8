package io.fleetfix.domain.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SellerTest {
  @ParameterizedTest
  @CsvSource({
    "' ', a, a, a, a, a, name",
    "a, ' ', a, a, a, a, taxNumber",
    "a, a, ' ', a, a, a, registration",
    "a, a, a, ' ', a, a, contact",
    "a, a, a, a, ' ', a, terms",
    "a, a, a, a, a, ' ', exemption",
  })
  void everyTextIsVisible(
      String name,
      String taxNumber,
      String registration,
      String contact,
      String terms,
      String exemption,
      String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> seller(name, taxNumber, registration, contact, terms, exemption))
        .returns(field, InvalidValue::field)
        .returns("must not be empty", InvalidValue::problem);
  }

  /** The address has 10 + 5 + 4 bytes. */
  @Test
  void allTextsTogetherHaveALimitInBytes() {
    String euros = "\u20ac".repeat(265); // 795 bytes

    assertThat(seller("a".repeat(500), euros, euros, euros, euros, "a".repeat(301)).terms())
        .contains(euros);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> seller("a".repeat(500), euros, euros, euros, euros, "a".repeat(302)))
        .returns("name", InvalidValue::field)
        .withMessageContaining("4000 bytes");
  }

  private static Seller seller(
      String name,
      String taxNumber,
      String registration,
      String contact,
      String terms,
      String exemption) {
    return new Seller(
        name,
        Sellers.address("DE"),
        Optional.empty(),
        Optional.of(taxNumber),
        Optional.of(registration),
        Optional.of(contact),
        Optional.empty(),
        Optional.of(terms),
        Optional.of(exemption));
  }
}
