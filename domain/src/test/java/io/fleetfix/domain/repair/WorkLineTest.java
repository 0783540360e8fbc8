package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkLineTest {
  private static final LineId ID = new LineId("L-1");

  @ParameterizedTest
  @CsvSource({"0.00, EUR", "99999999.99, EUR", "9999999999, JPY", "9999999.999, KWD"})
  void acceptsAPriceUpToTheMaximum(String amount, String code) {
    Money price = Money.parse(amount, code);

    assertThat(new WorkLine(ID, "Brake pads", price).price()).isEqualTo(price);
  }

  @ParameterizedTest
  @CsvSource({
    "100000000.00, EUR, must be at most 99999999.99",
    "10000000000, JPY, must be at most 9999999999",
    "10000000.000, KWD, must be at most 9999999.999",
  })
  void rejectsAHigherPrice(String amount, String code, String problem) {
    Money price = Money.parse(amount, code);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new WorkLine(ID, "Brake pads", price))
        .returns("price.amount", InvalidValue::field)
        .returns(problem, InvalidValue::problem);
  }

  @Test
  void rejectsWorkWithoutADescription() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new WorkLine(ID, "", Money.parse("1.00", "EUR")))
        .returns("description", InvalidValue::field);
  }
}
