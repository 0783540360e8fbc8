package io.fleetfix.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VatRateTest {
  @ParameterizedTest
  @CsvSource({
    "19, 19",
    "7.0, 7",
    "5.5, 5.5",
    "8.875, 8.875",
    "0, 0",
    "0.000, 0",
    "100, 100",
    "020, 20",
  })
  void parsesPercent(String text, String shown) {
    assertThat(VatRate.parse("rate", text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " 19", "19 ", "19%", "-1", "+1", "1e1", "1,5", ".5", "5.", "1.2345", "1000", "\u0663",
        "100.001", "101", "999",
      })
  void refusesAnythingElse(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> VatRate.parse("taxes.rates", text))
        .returns("taxes.rates", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.001", "100.001", "1.2345"})
  void refusesAPercentageOutOfRange(BigDecimal percent) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new VatRate(percent))
        .returns("vat.rate", InvalidValue::field);
  }

  @Test
  void isEqualWhateverZerosItWasWrittenWith() {
    assertThat(rate("7.00")).isEqualTo(rate("7")).hasSameHashCodeAs(rate("7.0"));
    assertThat(rate("0.0")).isEqualTo(VatRate.ZERO);
  }

  @Test
  void sortsByPercent() {
    assertThat(Stream.of("19", "5.5", "0", "100", "7").map(VatRateTest::rate).sorted())
        .map(VatRate::toString)
        .containsExactly("0", "5.5", "7", "19", "100");
  }

  @Test
  void onlyZeroIsZero() {
    assertThat(rate("0").isZero()).isTrue();
    assertThat(rate("0.001").isZero()).isFalse();
  }

  private static VatRate rate(String text) {
    return VatRate.parse("rate", text);
  }
}
