package io.fleetfix.domain.quantity;

import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * How much of something a line has, for example 1.25 hours.
 *
 * @param value above zero and below a million, with at most three decimals; equal quantities are
 *     equal whatever zeros they were written with
 */
public record Quantity(BigDecimal value) {
  /** The name of the quantity as a field in requests. */
  public static final String FIELD = "quantity";

  private static final int MAX_DECIMALS = 3;
  private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000);
  private static final Pattern FORM = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");

  public static final Quantity ONE = new Quantity(BigDecimal.ONE);

  public Quantity {
    value = value.stripTrailingZeros();
    if (value.signum() <= 0) {
      throw new InvalidValue(FIELD, "must be above 0");
    }
    if (value.compareTo(TOO_MUCH) >= 0 || value.scale() > MAX_DECIMALS) {
      throw new InvalidValue(FIELD, "must be below 1000000, with at most 3 decimals");
    }
  }

  /**
   * Parses a decimal number, for example {@code 1.25}.
   *
   * @throws InvalidValue if the text is anything else
   */
  public static Quantity parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidValue(
          FIELD,
          "must be a decimal number such as 1.25, below 1000000 and with at most 3 decimals");
    }
    return new Quantity(new BigDecimal(text));
  }

  /**
   * The price of this quantity, rounded half up (away from zero) to the currency's minor unit.
   *
   * @throws ArithmeticException if it has more than 18 digits
   */
  public Money times(Money unitPrice) {
    BigDecimal exact = BigDecimal.valueOf(unitPrice.minorUnits()).multiply(value);
    return new Money(
        exact.setScale(0, RoundingMode.HALF_UP).longValueExact(), unitPrice.currency());
  }

  /** The plain decimal number, without zeros at its end. */
  @Override
  public String toString() {
    return value.toPlainString();
  }
}
