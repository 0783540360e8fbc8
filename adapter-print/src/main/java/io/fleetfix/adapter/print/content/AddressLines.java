package io.fleetfix.adapter.print.content;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.text.TextRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes postal addresses in the order that their countries use. */
final class AddressLines {
  private AddressLines() {}

  /** The address without its country. */
  static List<String> of(PostalAddress address) {
    List<String> lines = new ArrayList<>(address.lines());
    switch (address.country().code()) {
      case "US", "CA", "AU" ->
          lines.add(
              address.city()
                  + address.region().map(region -> ", " + region).orElse("")
                  + " "
                  + address.postalCode());
      case "GB", "IE" -> {
        lines.add(address.city());
        address.region().ifPresent(lines::add);
        lines.add(address.postalCode());
      }
      default -> {
        lines.add(address.postalCode() + " " + address.city());
        address.region().ifPresent(lines::add);
      }
    }
    return lines.stream().map(TextRules::oneLine).toList();
  }

  /**
   * The address as it is written in another country.
   *
   * @param from empty if it is not known where the letter is posted: then there is no country in it
   */
  static List<String> of(PostalAddress address, Optional<Country> from, Locale locale) {
    List<String> lines = new ArrayList<>(of(address));
    if (from.isPresent() && !from.get().equals(address.country())) {
      lines.add(name(address.country(), locale).toUpperCase(locale));
    }
    return lines;
  }

  static String name(Country country, Locale locale) {
    return Locale.of("", country.code()).getDisplayCountry(locale);
  }
}
