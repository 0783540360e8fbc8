package io.fleetfix.domain.tax;

import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Currency;

/**
 * The VAT of a line: its category and rate.
 *
 * @param rate above zero for {@link VatCategory#STANDARD}, zero for every other category
 */
public record Vat(VatCategory category, VatRate rate) implements Comparable<Vat> {
  public static final Vat NOT_STATED = none(VatCategory.NOT_STATED);

  private static final Comparator<Vat> ORDER =
      Comparator.comparing(Vat::category).thenComparing(Vat::rate, Comparator.reverseOrder());

  public Vat {
    if ((category == VatCategory.STANDARD) == rate.isZero()) {
      throw new InvalidValue(
          "vat.rate", "must be above 0 in the category STANDARD, and 0 in every other");
    }
  }

  /** Taxed at this rate, which may be zero. */
  public static Vat at(VatRate rate) {
    return new Vat(rate.isZero() ? VatCategory.ZERO : VatCategory.STANDARD, rate);
  }

  /** A category without VAT. */
  public static Vat none(VatCategory category) {
    return new Vat(category, VatRate.ZERO);
  }

  /**
   * The VAT on a taxable amount, rounded half up (away from zero) to the currency's minor unit.
   *
   * @param taxable the sum of all lines with this VAT: lines are never rounded one by one
   */
  public Money on(Money taxable) {
    Currency currency = taxable.currency();
    BigDecimal exact =
        BigDecimal.valueOf(taxable.minorUnits()).multiply(rate.percent()).movePointLeft(2);
    return new Money(exact.setScale(0, RoundingMode.HALF_UP).longValueExact(), currency);
  }

  /** By category, in each the highest rate first. */
  @Override
  public int compareTo(Vat other) {
    return ORDER.compare(this, other);
  }
}
