package io.fleetfix.domain.invoice;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.tax.Vat;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The totals of a document, as EN 16931 calculates them: the lines of each category and rate are
 * added up, and the VAT is calculated and rounded once for each sum.
 *
 * @param rates one per category and rate, in the order of {@link Vat}
 * @param currency of all amounts
 */
public record Totals(Currency currency, List<Rate> rates) {
  /**
   * The sum of the lines with one category and rate.
   *
   * @param taxable without VAT
   * @param amount of VAT
   */
  public record Rate(Vat vat, Money taxable, Money amount) {
    Rate minus(Rate other) {
      return new Rate(vat, taxable.minus(other.taxable), amount.minus(other.amount));
    }
  }

  public Totals {
    rates = List.copyOf(rates);
  }

  public static Totals of(Currency currency, List<InvoiceLine> lines) {
    SortedMap<Vat, Money> taxable = new TreeMap<>();
    lines.forEach(line -> taxable.merge(line.vat(), line.net(), Money::plus));
    List<Rate> rates = new ArrayList<>();
    taxable.forEach((vat, sum) -> rates.add(new Rate(vat, sum, vat.on(sum))));
    return new Totals(currency, rates);
  }

  /**
   * What these totals fall by if only the rest is left. The VAT is the difference of the two, not
   * calculated again: so several partial credits have the invoice's VAT together.
   *
   * @param rest has no rate that these totals lack
   */
  Totals minus(Totals rest) {
    return new Totals(
        currency,
        rates.stream()
            .map(
                rate ->
                    rest.rates.stream()
                        .filter(left -> left.vat().equals(rate.vat()))
                        .findAny()
                        .map(rate::minus)
                        .orElse(rate))
            .filter(rate -> !rate.taxable().isZero() || !rate.amount().isZero())
            .toList());
  }

  /** Whether the sum of some rate is negative: a credit note is for that. */
  boolean isNegative() {
    return rates.stream().anyMatch(rate -> rate.taxable().isNegative());
  }

  /** Without VAT. */
  public Money net() {
    return rates.stream().map(Rate::taxable).reduce(Money.zero(currency), Money::plus);
  }

  /** The VAT of all rates. */
  public Money vat() {
    return rates.stream().map(Rate::amount).reduce(Money.zero(currency), Money::plus);
  }

  /** With VAT: what the customer pays, or gets back. */
  public Money gross() {
    return net().plus(vat());
  }
}
