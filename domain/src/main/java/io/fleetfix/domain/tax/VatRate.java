package io.fleetfix.domain.tax;

import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A rate in percent.
 *
 * @param percent from 0 to 100, with at most three decimals, which some sales taxes need; equal
 *     rates are equal whatever zeros they were written with
 */
public record VatRate(BigDecimal percent) implements Comparable<VatRate> {
  public static final VatRate ZERO = new VatRate(BigDecimal.ZERO);

  private static final Pattern FORM = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");

  public VatRate {
    percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
    if (percent.signum() < 0
        || percent.compareTo(BigDecimal.valueOf(100)) > 0
        || percent.scale() > 3) {
      throw new InvalidValue("vat.rate", "must be from 0 to 100, with at most 3 decimals");
    }
  }

  /**
   * Parses a decimal number, for example {@code 19} or {@code 5.5}.
   *
   * @throws InvalidValue if the text is anything else
   */
  public static VatRate parse(String field, String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidValue(field, "must be a number of percent such as 19 or 5.5");
    }
    try {
      return new VatRate(new BigDecimal(text));
    } catch (InvalidValue outOfRange) {
      throw new InvalidValue(field, "must be from 0 to 100, with at most 3 decimals");
    }
  }

  public boolean isZero() {
    return percent.signum() == 0;
  }

  @Override
  public int compareTo(VatRate other) {
    return percent.compareTo(other.percent);
  }

  /** The plain decimal number, without a percent sign. */
  @Override
  public String toString() {
    return percent.toPlainString();
  }
}
