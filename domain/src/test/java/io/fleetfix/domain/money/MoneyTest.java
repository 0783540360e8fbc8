package io.fleetfix.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.Currency;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  @ParameterizedTest
  @CsvSource({
    "120.00, EUR, 12000",
    "0.00, EUR, 0",
    "0.01, EUR, 1",
    "999999999999.99, EUR, 99999999999999",
    "120, JPY, 120",
    "0, JPY, 0",
    "1.234, KWD, 1234",
    "1.2345, CLF, 12345",
    "-0.01, EUR, -1",
    "-120.00, EUR, -12000",
    "-1, JPY, -1",
    "-0.001, KWD, -1",
  })
  void parsesAnAmountWithTheCurrencysDecimals(String amount, String code, long minorUnits) {
    assertThat(Money.parse(amount, code))
        .isEqualTo(new Money(minorUnits, Currency.getInstance(code)));
  }

  @ParameterizedTest
  @CsvSource({
    "120, EUR, must have 2 decimals",
    "120.0, EUR, must have 2 decimals",
    "120.000, EUR, must have 2 decimals",
    "120.00, JPY, must have 0 decimals",
    "120.0, JPY, must have 0 decimals",
    "1.23, KWD, must have 3 decimals",
    "1.2345, KWD, must have 3 decimals",
    "1, KWD, must have 3 decimals",
  })
  void rejectsAnAmountWithOtherDecimals(String amount, String code, String problem) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Money.parse(amount, code))
        .returns("price.amount", InvalidValue::field)
        .returns(problem, InvalidValue::problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " 120.00",
        "120.00 ",
        "120.00\n",
        "12 0.00",
        "\u00a0120.00",
        "+120.00",
        "--120.00",
        "1.2e2",
        "12E1",
        "120,00",
        "1,200.00",
        "1_200.00",
        ".50",
        "120.",
        "0x10",
        "NaN",
        "Infinity",
        "\u0661\u0662\u0660.\u0660\u0660",
        "\uff11\uff12\uff10.00",
        "1234567890123.00",
        "0000000000120.00",
        "120.00000",
      })
  void rejectsAnythingButAPlainDecimal(String amount) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Money.parse(amount, "EUR"))
        .returns("price.amount", InvalidValue::field)
        .returns("must be a decimal number of at most 12 digits", InvalidValue::problem);
  }

  @Test
  void parsesMinusZeroAsZero() {
    assertThat(Money.parse("-0.00", "EUR")).isEqualTo(Money.zero(EUR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EU", "EURO", "eur", "Eur", " EUR", "EUR\n", "€", "ABC", "978"})
  void rejectsAnUnknownCurrencyCode(String code) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Money.parse("120.00", code))
        .returns("price.currency", InvalidValue::field);
  }

  @Test
  void namesTheFieldWithAnUnknownCode() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Money.currency("FLEETFIX_CURRENCY", "EURO"))
        .returns("FLEETFIX_CURRENCY", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "1.00", "1.000", "1.0000"})
  void rejectsAPreciousMetalAsACode(String amount) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Money.parse(amount, "XAU"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"XAU", "XXX", "XTS"})
  void rejectsACurrencyWithoutDefinedDecimals(String code) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Money(1, Currency.getInstance(code)))
        .returns("price.currency", InvalidValue::field);
  }

  @ParameterizedTest
  @CsvSource({
    "0, EUR, 0.00",
    "1, EUR, 0.01",
    "123456, EUR, 1234.56",
    "-1, EUR, -0.01",
    "-123456, EUR, -1234.56",
    "120, JPY, 120",
    "0, KWD, 0.000",
    "1234, KWD, 1.234",
    "9223372036854775807, EUR, 92233720368547758.07",
  })
  void formatsTheCurrencysDecimalsWithoutGrouping(long minorUnits, String code, String amount) {
    assertThat(new Money(minorUnits, Currency.getInstance(code)).amount()).isEqualTo(amount);
  }

  @Test
  void parsesWhatItFormattedInEveryCurrency() {
    SplittableRandom random = new SplittableRandom(42);
    Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getDefaultFractionDigits() >= 0)
        .forEach(
            currency -> {
              for (int n = 0; n < 50; n++) {
                long units = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
                Money money = new Money(units, currency);

                assertThat(Money.parse(money.amount(), currency.getCurrencyCode()))
                    .isEqualTo(money);
              }
            });
  }

  @Test
  void addsAmountsOfTheSameCurrency() {
    assertThat(Money.parse("120.00", "EUR").plus(Money.parse("0.95", "EUR")))
        .isEqualTo(Money.parse("120.95", "EUR"));
  }

  @Test
  void rejectsAddingAnotherCurrency() {
    Money euros = Money.parse("120.00", "EUR");
    Money dollars = Money.parse("120.00", "USD");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> euros.plus(dollars))
        .returns("price.currency", InvalidValue::field)
        .returns("must be EUR", InvalidValue::problem);
  }

  @Test
  void throwsWhenASumOverflows() {
    Money most = new Money(Long.MAX_VALUE, EUR);

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> most.plus(new Money(1, EUR)));
  }
}
