package io.fleetfix.domain.money;

import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount in one currency, never negative.
 *
 * @param minorUnits for example cents
 * @param currency an ISO 4217 currency that has minor units or none, no precious metal
 */
public record Money(long minorUnits, Currency currency) {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,4})?");

  public Money {
    if (minorUnits < 0) {
      throw new InvalidValue("price.amount", "must not be negative");
    }
    if (currency.getDefaultFractionDigits() < 0) {
      throw new InvalidValue("price.currency", "must be a currency in use");
    }
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * Reads a decimal text with exactly the currency's own decimals, for example {@code 120.00} in
   * EUR and {@code 120} in JPY.
   *
   * @throws InvalidValue if either is anything else
   */
  public static Money parse(String amount, String currencyCode) {
    Currency currency = currency("price.currency", currencyCode);
    if (!DECIMAL.matcher(amount).matches()) {
      throw new InvalidValue("price.amount", "must be a decimal number of at most 12 digits");
    }
    BigDecimal decimal = new BigDecimal(amount);
    if (decimal.scale() != currency.getDefaultFractionDigits()) {
      throw new InvalidValue(
          "price.amount", "must have " + currency.getDefaultFractionDigits() + " decimals");
    }
    return new Money(decimal.unscaledValue().longValueExact(), currency);
  }

  /**
   * Looks a currency up.
   *
   * @param field whom to blame
   * @throws InvalidValue if ISO 4217 has no such code, or uses it for gold or for nothing
   */
  public static Currency currency(String field, String code) {
    try {
      Currency currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) {
        return currency;
      }
    } catch (IllegalArgumentException unknownCode) {
      // Said below in the caller's terms.
    }
    throw new InvalidValue(field, "must be the ISO 4217 code of a currency, such as EUR");
  }

  /**
   * Adds two amounts of one currency.
   *
   * @throws InvalidValue if the currencies differ
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new InvalidValue("price.currency", "must be " + currency);
    }
    return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
  }

  /** The amount as a decimal text with the currency's own decimals. */
  public String amount() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
  }
}
