package io.fleetfix.domain.contact;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/**
 * A VAT identification number with the prefix of its country, for example {@code DE123456789}. Only
 * its form is checked, not whether a tax office has issued it.
 *
 * @param value two letters (EL for Greece, XI for Northern Ireland) and 2 to 13 digits, capital
 *     letters, plus signs or asterisks, without spaces
 */
public record VatId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9A-Z+*]{2,13}");

  public VatId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "vatId", "must be a VAT id with its country's prefix, such as DE123456789");
    }
  }

  /** The prefix of the country. */
  public String prefix() {
    return value.substring(0, 2);
  }

  @Override
  public String toString() {
    return value;
  }
}
