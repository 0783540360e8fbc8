package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.invoice.Totals.Rate;
import io.fleetfix.domain.tax.Vat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The totals of generated repairs equal those of a second calculation: whole numbers of fractions
 * of a minor unit, which are divided only at the end. It shares no code with the first one.
 */
class VatPropertyTest {
  private static final BigInteger THOUSAND = BigInteger.valueOf(1_000);

  /** A rate in thousandths of a percent of an amount in minor units. */
  private static final BigInteger FRACTIONS = BigInteger.valueOf(100_000);

  @Test
  void totalsEqualASecondCalculation() {
    Set<Currency> currencies = new HashSet<>();
    Set<Vat> vats = new HashSet<>();
    boolean negative = false;
    for (long seed = 0; seed < RandomLines.REPAIRS; seed++) {
      RandomLines random = new RandomLines(new SplittableRandom(seed));
      Currency currency = random.currency();
      List<InvoiceLine> lines = random.lines(currency);

      Totals totals = Totals.of(currency, lines);

      check(seed, totals, lines);
      currencies.add(currency);
      totals.rates().forEach(rate -> vats.add(rate.vat()));
      negative |= totals.isNegative();
    }
    assertThat(currencies).hasSize(3);
    assertThat(vats).as("every rate and category occurred").hasSize(7);
    assertThat(negative).as("a negative total occurred").isTrue();
  }

  private static void check(long seed, Totals totals, List<InvoiceLine> lines) {
    Map<Vat, BigInteger> taxable = new HashMap<>();
    for (InvoiceLine line : lines) {
      taxable.merge(line.vat(), price(line), BigInteger::add);
    }
    assertThat(totals.rates())
        .as("rates, seed %d", seed)
        .extracting(Rate::vat)
        .containsExactlyInAnyOrderElementsOf(taxable.keySet());
    BigInteger gross = BigInteger.ZERO;
    for (Rate rate : totals.rates()) {
      BigInteger net = taxable.getOrDefault(rate.vat(), BigInteger.ZERO);
      BigInteger vat = rounded(net.multiply(thousandths(rate.vat().rate().percent())), FRACTIONS);
      assertThat(rate.taxable().minorUnits()).as("net, seed %d", seed).isEqualTo(net.longValue());
      assertThat(rate.amount().minorUnits()).as("VAT, seed %d", seed).isEqualTo(vat.longValue());
      gross = gross.add(net).add(vat);
    }
    assertThat(totals.gross().minorUnits()).as("gross, seed %d", seed).isEqualTo(gross.longValue());
    assertThat(totals.gross()).isEqualTo(totals.net().plus(totals.vat()));
  }

  private static BigInteger price(InvoiceLine line) {
    BigInteger quantity = thousandths(line.item().quantity().value());
    return rounded(
        quantity.multiply(BigInteger.valueOf(line.item().unitPrice().minorUnits())), THOUSAND);
  }

  private static BigInteger thousandths(BigDecimal value) {
    return value.movePointRight(3).toBigIntegerExact();
  }

  /** Half a unit is added to the amount without its sign, and what is left over is dropped. */
  private static BigInteger rounded(BigInteger fractions, BigInteger perUnit) {
    BigInteger units =
        fractions
            .abs()
            .multiply(BigInteger.TWO)
            .add(perUnit)
            .divide(perUnit.multiply(BigInteger.TWO));
    return fractions.signum() < 0 ? units.negate() : units;
  }

  /** So that the second calculation itself is known to be right. */
  @Test
  void theSecondCalculationRoundsHalfUp() {
    assertThat(Stream.of(1_499, 1_500, -1_499, -1_500, 0).map(VatPropertyTest::rounded))
        .containsExactly(1, 2, -1, -2, 0);
  }

  private static int rounded(int thousandths) {
    return rounded(BigInteger.valueOf(thousandths), THOUSAND).intValue();
  }
}
