package io.fleetfix.domain.seller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JurisdictionTest {
  @ParameterizedTest
  @CsvSource({
    "DE, EUROPEAN_UNION",
    "FR, EUROPEAN_UNION",
    "GR, EUROPEAN_UNION",
    "GB, UNITED_KINGDOM",
    "US-CA, CALIFORNIA",
  })
  void isThatOfTheAddress(String place, Jurisdiction law) {
    assertThat(Jurisdiction.of(Sellers.address(place))).contains(law);
  }

  @ParameterizedTest
  @ValueSource(strings = {"US", "US-NV", "US-California", "US-ca", "CH", "NO", "JP", "CA"})
  void isNotKnownEverywhere(String place) {
    assertThat(Jurisdiction.of(Sellers.address(place))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DE, '', '', '', vatId or taxNumber",
    "DE, DE123456789, '', '', ''",
    "DE, '', 12/345/67890, '', ''",
    "FR, '', '', '', vatId",
    "FR, '', 12345, '', vatId",
    "FR, FR12345678901, '', '', ''",
    "GB, '', 12345, '', vatId",
    "GB, GB123456789, '', '', ''",
    "US-CA, '', 12345, '', registration",
    "US-CA, '', '', ARD00123456, ''",
  })
  void wantsWhatItsInvoicesShow(
      String place, String vatId, String taxNumber, String registration, String missing) {
    Seller seller = Sellers.with(place, vatId, taxNumber, registration, "");

    assertThat(missing(seller, Sellers.rates("20"))).isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource({
    "DE, '', vatId or taxNumber",
    "DE, 12345, ''",
    "FR, '', vatId or taxNumber",
    "FR, 12345, ''",
    "GB, '', ''",
  })
  void aSmallEntrepreneurNeedsNoVatId(String place, String taxNumber, String missing) {
    Seller seller = Sellers.with(place, "", taxNumber, "", "");

    assertThat(missing(seller, Sellers.SMALL)).isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource({
    "DE, EUR, 250.00",
    "AT, EUR, 400.00",
    "FR, EUR, 150.00",
    "IT, EUR, 100.00",
    "GB, GBP, 250.00",
  })
  void smallInvoicesNeedNotShowTheCustomer(String place, String currency, String limit) {
    assertThat(simplifiedUpTo(place, currency)).contains(Money.parse(limit, currency));
  }

  @ParameterizedTest
  @CsvSource({"DE, USD", "DE, GBP", "GB, EUR", "US-CA, USD", "PL, PLN"})
  void withoutALimitInTheCurrencyAllInvoicesShowIt(String place, String currency) {
    assertThat(simplifiedUpTo(place, currency)).isEmpty();
  }

  private static String missing(Seller seller, TaxRules taxes) {
    List<String> missing = Jurisdiction.of(seller.address()).orElseThrow().missing(seller, taxes);
    return String.join(",", missing);
  }

  private static Optional<Money> simplifiedUpTo(String place, String currency) {
    Seller seller = Sellers.in(place);
    return Jurisdiction.of(seller.address())
        .orElseThrow()
        .simplifiedUpTo(seller, Currency.getInstance(currency));
  }
}
