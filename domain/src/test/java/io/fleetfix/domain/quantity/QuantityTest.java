package io.fleetfix.domain.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.50, 1.5",
    "0.001, 0.001",
    "100, 100",
    "100.000, 100",
    "999999.999, 999999.999",
    "007, 7",
  })
  void parsesADecimalNumber(String text, String shown) {
    assertThat(Quantity.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " 1", "1 ", "-1", "+1", "1,5", "1e3", "0x1", ".5", "1.", "0", "0.000", "1.0000",
        "1000000", "1.2345", "\u0663", "NaN",
      })
  void refusesAnythingElse(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Quantity.parse(text))
        .returns("quantity", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000000", "0.0001", "1E+6"})
  void refusesAValueOutOfRange(BigDecimal value) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Quantity(value))
        .returns("quantity", InvalidValue::field);
  }

  @Test
  void isEqualWhateverZerosItWasWrittenWith() {
    assertThat(Quantity.parse("1.500"))
        .isEqualTo(Quantity.parse("1.5"))
        .hasSameHashCodeAs(Quantity.parse("01.50"));
    assertThat(Quantity.parse("1.0")).isEqualTo(Quantity.ONE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 120.00, EUR, 120.00",
    "1.25, 96.00, EUR, 120.00",
    "0.333, 10.00, EUR, 3.33",
    "1.5, 0.01, EUR, 0.02", // 0.015
    "1.5, -0.01, EUR, -0.02",
    "0.4, 0.01, EUR, 0.00",
    "2.5, 1, JPY, 3", // 2.5
    "0.5, 0.001, KWD, 0.001", // 0.0005
  })
  void itsPriceIsRoundedHalfUpToTheMinorUnit(
      String quantity, String unitPrice, String currency, String price) {
    assertThat(Quantity.parse(quantity).times(Money.parse(unitPrice, currency)))
        .isEqualTo(Money.parse(price, currency));
  }

  @Test
  void neverReturnsAWrongPriceForOneThatIsTooHigh() {
    Money most = new Money(Long.MAX_VALUE, Currency.getInstance("EUR"));

    assertThatThrownBy(() -> Quantity.parse("2").times(most))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ONE, C62",
    "HOUR, HUR",
    "PIECE, H87",
    "SET, SET",
    "LITRE, LTR",
    "KILOGRAM, KGM",
    "METRE, MTR",
  })
  void unitsHaveTheCodesOfElectronicInvoices(Unit unit, String code) {
    assertThat(unit.code()).isEqualTo(code);
  }

  @Test
  void theCodesOfUnitsDiffer() {
    assertThat(Unit.values()).extracting(Unit::code).doesNotHaveDuplicates();
  }
}
