package io.fleetfix.domain.contact;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.Locale;
import java.util.Set;

/**
 * A country.
 *
 * @param code of ISO 3166-1, two capital letters
 */
public record Country(String code) {
  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  /** Members of the European Union, whose VAT directive (2006/112/EC) they share. */
  private static final Set<String> EUROPEAN_UNION =
      Set.of(
          "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
          "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

  public Country {
    if (!CODES.contains(code)) {
      throw new InvalidValue(
          "address.country", "must be a country of ISO 3166-1 in two capital letters, such as DE");
    }
  }

  public boolean isInEuropeanUnion() {
    return EUROPEAN_UNION.contains(code);
  }

  @Override
  public String toString() {
    return code;
  }
}
