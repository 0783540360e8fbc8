package io.fleetfix.domain.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TaxRulesTest {
  @Test
  void theFirstRateIsTheUsualOne() {
    assertThat(Sellers.rates("19", "7").usual()).isEqualTo(Vat.at(VatRate.parse("r", "19")));
    assertThat(Sellers.rates("0", "7").usual()).isEqualTo(Vat.none(VatCategory.ZERO));
    assertThat(Sellers.SMALL.usual()).isEqualTo(Vat.none(VatCategory.SMALL_ENTREPRENEUR));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlyASmallEntrepreneurHasNoRates(boolean small) {
    List<VatRate> wrong = small ? List.of(VatRate.parse("r", "19")) : List.of();

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new TaxRules(wrong, small))
        .returns("taxes.rates", InvalidValue::field);
  }

  @Test
  void namesTheRatesThatThereAre() {
    Vat wrong = Vat.at(VatRate.parse("r", "20"));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Sellers.rates("19", "7").check(wrong))
        .withMessage("vat.rate must be a rate of the workshop's profile: [19, 7]");
  }

  @Test
  void aRateOfZeroMustBeStated() {
    Vat zero = Vat.none(VatCategory.ZERO);

    assertThatCode(() -> Sellers.rates("19", "0").check(zero)).doesNotThrowAnyException();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Sellers.rates("19").check(zero))
        .returns("vat.rate", InvalidValue::field);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"STANDARD", "SMALL_ENTREPRENEUR"})
  void aSmallEntrepreneurHasNoOtherCategory(VatCategory category) {
    assertRefused(Sellers.SMALL, Vat.none(category));
    assertRefused(Sellers.SMALL, Vat.at(VatRate.parse("r", "19")));
  }

  @Test
  void someCategoriesAreNeverOnAnInvoice() {
    assertRefused(Sellers.rates("19"), Vat.none(VatCategory.SMALL_ENTREPRENEUR));
    assertRefused(Sellers.rates("19"), Vat.NOT_STATED);
  }

  private static void assertRefused(TaxRules rules, Vat vat) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> rules.check(vat))
        .returns("vat.category", InvalidValue::field);
  }
}
