package io.fleetfix.domain.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private static final Profile GERMAN =
      Sellers.profile(
          Sellers.with("DE", "DE123456789", "", "", "\u00a7 4 Nr. 28"),
          Sellers.rates("19", "7", "0"));

  @Test
  void knowsItsLaw() {
    assertThat(GERMAN.law()).isEqualTo(Jurisdiction.EUROPEAN_UNION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"US", "US-NV", "CH", "JP"})
  void isRefusedWhereTheLawIsNotKnown(String place) {
    Seller seller = Sellers.with(place, "CHE123456789", "1", "1", "");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Sellers.profile(seller, Sellers.rates("8.1")))
        .returns("address.country", InvalidValue::field);
  }

  @ParameterizedTest
  @CsvSource({"DE, vatId or taxNumber", "FR, vatId", "GB, vatId", "US-CA, registration"})
  void isRefusedIfALegalFieldIsMissing(String place, String field) {
    Seller seller = Sellers.in(place);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Sellers.profile(seller, Sellers.rates("20")))
        .returns(field, InvalidValue::field)
        .withMessageContaining("is missing");
  }

  @ParameterizedTest
  @CsvSource({"19", "7", "0"})
  void chargesItsRates(String rate) {
    assertThatCode(() -> GERMAN.check(Vat.at(VatRate.parse("rate", rate))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"20", "0.001", "7.7"})
  void refusesOtherRates(String rate) {
    Vat vat = Vat.at(VatRate.parse("rate", rate));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> GERMAN.check(vat))
        .returns("vat.rate", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXEMPT", "REVERSE_CHARGE"})
  void someCategoriesNeedMoreOfTheSeller(VatCategory category) {
    Profile bare = Sellers.profile(Sellers.with("DE", "", "12/345", "", ""), Sellers.rates("19"));

    assertThatCode(() -> GERMAN.check(Vat.none(category))).doesNotThrowAnyException();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> bare.check(Vat.none(category)))
        .returns("vat.category", InvalidValue::field)
        .withMessageContaining("unless");
  }
}
