package io.fleetfix.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyInUseTest {
  @ParameterizedTest
  @ValueSource(strings = {"EUR", "GBP", "USD", "CHF", "JPY", "KWD", "PLN"})
  void acceptsWhatACountryUses(String code) {
    assertThat(Money.currencyInUse("currency", code).getCurrencyCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEM", "FRF", "ATS", "ITL", "YUM", "ZWD"})
  void refusesWhatNoCountryUsesAnyMore(String code) {
    assertThat(Money.currency("currency", code).getCurrencyCode()).isEqualTo(code);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Money.currencyInUse("currency", code))
        .returns("currency", InvalidValue::field)
        .returns("must be a currency that a country uses now, such as EUR", InvalidValue::problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XAU", "XXX", "EURO", "eur", ""})
  void refusesWhatIsNoCurrency(String code) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Money.currencyInUse("currency", code))
        .returns("must be the ISO 4217 code of a currency, such as EUR", InvalidValue::problem);
  }
}
