package io.fleetfix.domain.money;

import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An amount in one currency.
 *
 * @param minorUnits for example cents; may be negative
 * @param currency an ISO 4217 currency, with or without minor units, but not a precious metal
 */
public record Money(long minorUnits, Currency currency) {
  /** As the Java runtime knows the countries' currencies; a former one, such as DEM, is in none. */
  private static final Set<Currency> IN_USE =
      Arrays.stream(Locale.getISOCountries())
          .map(country -> Currency.getInstance(Locale.of("", country)))
          .filter(Objects::nonNull)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,4})?");

  public Money {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new InvalidValue("price.currency", "must be a currency in use");
    }
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * Parses a decimal number with exactly the currency's decimals, for example {@code 120.00} in EUR
   * and {@code 120} in JPY.
   *
   * @throws InvalidValue if the amount or the currency is invalid
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
   * Looks up a currency.
   *
   * @param field the field to name in the exception
   * @throws InvalidValue if the code is not in ISO 4217, or is not a currency, such as gold
   */
  public static Currency currency(String field, String code) {
    try {
      Currency currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) {
        return currency;
      }
    } catch (IllegalArgumentException unknownCode) {
      // The exception below names the caller's field.
    }
    throw new InvalidValue(field, "must be the ISO 4217 code of a currency, such as EUR");
  }

  /**
   * Looks up a currency with which something new can be priced.
   *
   * @param field the field to name in the exception
   * @throws InvalidValue if no country uses it any more, or as {@link #currency}
   */
  public static Currency currencyInUse(String field, String code) {
    Currency currency = currency(field, code);
    if (!IN_USE.contains(currency)) {
      throw new InvalidValue(field, "must be a currency that a country uses now, such as EUR");
    }
    return currency;
  }

  /**
   * Adds two amounts of the same currency.
   *
   * @throws InvalidValue if the currencies differ
   */
  public Money plus(Money other) {
    return with(other, Math::addExact);
  }

  /**
   * Subtracts an amount of the same currency.
   *
   * @throws InvalidValue if the currencies differ
   */
  public Money minus(Money other) {
    return with(other, Math::subtractExact);
  }

  private Money with(Money other, LongBinaryOperator operator) {
    if (!currency.equals(other.currency)) {
      throw new InvalidValue("price.currency", "must be " + currency);
    }
    return new Money(operator.applyAsLong(minorUnits, other.minorUnits), currency);
  }

  public boolean isZero() {
    return minorUnits == 0;
  }

  public boolean isNegative() {
    return minorUnits < 0;
  }

  /** The amount as a decimal number with the currency's decimals. */
  public String amount() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
  }
}
