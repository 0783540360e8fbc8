package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {
  @Test
  void hasAnEmailAddress() {
    assertThat(new Customer("Ada Beispiel", "ada@example.com").email())
        .contains(new EmailAddress("ada@example.com"));
  }

  @Test
  void mayHaveNone() {
    assertThat(new Customer("Ada Beispiel", Optional.empty()).email()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "a..b@example.com", "ada@-x.example"})
  void rejectsAnAddressThatCannotExist(String email) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer("Ada Beispiel", email))
        .returns("customer.email", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "\u200b", "\u3164", "\u2800 \ufeff"})
  void rejectsANameThatCannotBeSeen(String name) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Customer(name, "ada@example.com"))
        .returns("customer.name", InvalidValue::field)
        .returns("must not be empty", InvalidValue::problem);
  }

  @Test
  void countsTheBytesOfItsTexts() {
    assertThat(new Customer("Jürgen", "jü@example.com").textBytes()).isEqualTo(7 + 15);
    assertThat(new Customer("Jürgen", Optional.empty()).textBytes()).isEqualTo(7);
  }
}
