package io.fleetfix.domain.contact;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A postal address, in the parts that EN 16931 has.
 *
 * @param lines one to three: street and house number, and what is to be added
 * @param region for example a state; empty in most countries
 */
public record PostalAddress(
    List<String> lines, String postalCode, String city, Optional<String> region, Country country) {
  private static final int MAX_LINES = 3;

  public PostalAddress {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new InvalidValue("address.lines", "must be 1 to " + MAX_LINES + " lines");
    }
    lines.forEach(line -> TextRules.checked("address.lines", line));
    TextRules.checked("address.postalCode", postalCode);
    TextRules.checked("address.city", city);
    region.ifPresent(text -> TextRules.checked("address.region", text));
  }

  /** Every text that is printed. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>(lines);
    texts.add(postalCode);
    texts.add(city);
    region.ifPresent(texts::add);
    return texts;
  }

  /** The bytes of all texts in UTF-8. */
  public int textBytes() {
    return TextRules.bytes(texts().toArray(String[]::new));
  }
}
