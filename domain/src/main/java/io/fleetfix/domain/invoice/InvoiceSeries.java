package io.fleetfix.domain.invoice;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/**
 * The prefix of consecutive invoice numbers.
 *
 * @param value matches {@code ^[A-Z0-9]{1,10}$}
 */
public record InvoiceSeries(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{1,10}");

  public InvoiceSeries {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("series", "must be 1 to 10 digits or capital letters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
