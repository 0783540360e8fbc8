package io.fleetfix.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountryTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "de", "De", "D", "DEU", "EU", "UK", "XX", "EL", "DE ", "276"})
  void refusesWhatIsNoCodeOfACountry(String code) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Country(code))
        .returns("address.country", InvalidValue::field);
  }

  @Test
  void theEuropeanUnionHas27Members() {
    assertThat(
            Stream.of(Locale.getISOCountries())
                .map(Country::new)
                .filter(Country::isInEuropeanUnion))
        .hasSize(27);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE", "GR", "IE", "HR", "MT"})
  void knowsMembers(String code) {
    assertThat(new Country(code).isInEuropeanUnion()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GB", "CH", "NO", "IS", "LI", "MC", "US", "UA", "TR"})
  void knowsThatOthersAreNotMembers(String code) {
    assertThat(new Country(code).isInEuropeanUnion()).isFalse();
  }
}
