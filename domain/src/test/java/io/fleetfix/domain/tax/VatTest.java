package io.fleetfix.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class VatTest {
  @ParameterizedTest
  @CsvSource({
    "19, 100.00, EUR, 19.00",
    "19, 0.50, EUR, 0.10", // 0.095
    "19, 0.02, EUR, 0.00", // 0.0038
    "19, -0.50, EUR, -0.10",
    "7, 99.99, EUR, 7.00", // 6.9993
    "5.5, 1.00, EUR, 0.06", // 0.055
    "8.875, 1000.00, USD, 88.75",
    "10, 5, JPY, 1", // 0.5
    "10, 4, JPY, 0",
    "5, 1.010, KWD, 0.051", // 0.0505
    "100, 12.34, EUR, 12.34",
    "0, 100.00, EUR, 0.00",
  })
  void isRoundedHalfUpToTheMinorUnit(String rate, String taxable, String currency, String vat) {
    assertThat(Vat.at(VatRate.parse("rate", rate)).on(Money.parse(taxable, currency)))
        .isEqualTo(Money.parse(vat, currency));
  }

  @Test
  void aRateOfZeroHasACategoryOfItsOwn() {
    assertThat(Vat.at(VatRate.ZERO)).isEqualTo(Vat.none(VatCategory.ZERO));
    assertThat(Vat.at(VatRate.parse("rate", "19")).category()).isEqualTo(VatCategory.STANDARD);
  }

  @Test
  void theStandardCategoryNeedsARate() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Vat.none(VatCategory.STANDARD))
        .returns("vat.rate", InvalidValue::field);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "STANDARD")
  void otherCategoriesHaveNone(VatCategory category) {
    VatRate rate = VatRate.parse("rate", "19");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Vat(category, rate))
        .returns("vat.rate", InvalidValue::field);
    assertThat(Vat.none(category).on(Money.parse("100.00", "EUR")).isZero()).isTrue();
  }

  @Test
  void sortsByCategoryAndTheHighestRateFirst() {
    Vat high = Vat.at(VatRate.parse("rate", "19"));
    Vat low = Vat.at(VatRate.parse("rate", "7"));
    Vat reverse = Vat.none(VatCategory.REVERSE_CHARGE);

    assertThat(Stream.of(Vat.NOT_STATED, reverse, low, high).sorted())
        .containsExactly(high, low, reverse, Vat.NOT_STATED);
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, S",
    "ZERO, Z",
    "EXEMPT, E",
    "REVERSE_CHARGE, AE",
    "SMALL_ENTREPRENEUR, E",
    "NOT_STATED, O",
  })
  void categoriesHaveTheCodesOfElectronicInvoices(VatCategory category, String code) {
    assertThat(category.code()).isEqualTo(code);
  }
}
