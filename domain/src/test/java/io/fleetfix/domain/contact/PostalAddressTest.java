package io.fleetfix.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostalAddressTest {
  private static final Country DE = new Country("DE");

  @Test
  void printsEveryPart() {
    PostalAddress address =
        new PostalAddress(
            List.of("Hof 3", "Am Kai 1"), "20457", "K\u00f6ln", Optional.of("NRW"), DE);

    assertThat(address.texts()).containsExactly("Hof 3", "Am Kai 1", "20457", "K\u00f6ln", "NRW");
    assertThat(address.textBytes()).isEqualTo(5 + 8 + 5 + 5 + 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 100})
  void hasOneToThreeLines(int lines) {
    List<String> given = Collections.nCopies(lines, "Line");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new PostalAddress(given, "20457", "Hamburg", Optional.empty(), DE))
        .returns("address.lines", InvalidValue::field)
        .returns("must be 1 to 3 lines", InvalidValue::problem);
  }

  @ParameterizedTest
  @CsvSource({
    "' ', 20457, Hamburg, , address.lines",
    "Am Kai 1, '', Hamburg, , address.postalCode",
    "Am Kai 1, 20457, '\u200b', , address.city",
    "Am Kai 1, 20457, Hamburg, ' ', address.region",
  })
  void everyPartIsVisible(String line, String code, String city, String region, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () -> new PostalAddress(List.of(line), code, city, Optional.ofNullable(region), DE))
        .returns(field, InvalidValue::field);
  }

  @Test
  void keepsTheLinesThatItWasMadeWith() {
    List<String> lines = new ArrayList<>(List.of("Am Kai 1"));
    PostalAddress address = new PostalAddress(lines, "20457", "Hamburg", Optional.empty(), DE);

    lines.clear();

    assertThat(address.lines()).containsExactly("Am Kai 1");
  }
}
