package io.fleetfix.domain.invoice;

import static io.fleetfix.domain.invoice.SomeBills.NINETEEN;
import static io.fleetfix.domain.invoice.SomeBills.REVERSE_CHARGE;
import static io.fleetfix.domain.invoice.SomeBills.SEVEN;
import static io.fleetfix.domain.invoice.SomeBills.euros;
import static io.fleetfix.domain.invoice.SomeBills.line;
import static io.fleetfix.domain.invoice.SomeBills.vat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.invoice.Totals.Rate;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalsTest {
  @Test
  void sumsTheLinesOfEachRateHighestFirst() {
    Totals totals =
        euroTotals(line("100.00", SEVEN), line("120.00", NINETEEN), line("80.00", NINETEEN));

    assertThat(totals.rates())
        .containsExactly(
            new Rate(NINETEEN, euros("200.00"), euros("38.00")),
            new Rate(SEVEN, euros("100.00"), euros("7.00")));
    assertThat(totals.net()).isEqualTo(euros("300.00"));
    assertThat(totals.vat()).isEqualTo(euros("45.00"));
    assertThat(totals.gross()).isEqualTo(euros("345.00"));
  }

  /** Three lines of 0.03 have 0.0057 of VAT each: one by one they would have 0.03. */
  @Test
  void roundsTheVatOfTheSumAndNeverOfALine() {
    Totals totals =
        euroTotals(line("0.03", NINETEEN), line("0.03", NINETEEN), line("0.03", NINETEEN));

    assertThat(totals.vat()).isEqualTo(euros("0.02"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.50, EUR, 5, 0.03",
    "0.49, EUR, 5, 0.02",
    "-0.50, EUR, 5, -0.03",
    "-0.49, EUR, 5, -0.02",
    "50, JPY, 5, 3",
    "49, JPY, 5, 2",
    "0.050, KWD, 5, 0.003",
    "0.02, EUR, 25, 0.01",
    "100.00, EUR, 7.125, 7.13",
    "100.00, EUR, 100, 100.00",
  })
  void roundsHalfUpWhichIsAwayFromZero(String amount, String currency, String percent, String vat) {
    Totals totals =
        Totals.of(Currency.getInstance(currency), List.of(line(amount, currency, vat(percent))));

    assertThat(totals.vat()).isEqualTo(Money.parse(vat, currency));
  }

  @Test
  void takesADiscountOffTheTaxableAmount() {
    Totals totals = euroTotals(line("100.00", NINETEEN), line("-10.00", NINETEEN));

    assertThat(totals.rates()).containsExactly(new Rate(NINETEEN, euros("90.00"), euros("17.10")));
    assertThat(totals.isNegative()).isFalse();
  }

  @Test
  void keepsCategoriesWithoutVatApart() {
    Vat exempt = Vat.none(VatCategory.EXEMPT);
    Totals totals =
        euroTotals(line("10.00", exempt), line("20.00", REVERSE_CHARGE), line("30.00", vat("0")));

    assertThat(totals.rates())
        .extracting(Rate::vat)
        .containsExactly(vat("0"), exempt, REVERSE_CHARGE);
    assertThat(totals.vat()).isEqualTo(euros("0.00"));
    assertThat(totals.gross()).isEqualTo(euros("60.00"));
  }

  /** A credit note is for that, even if another rate makes up for it. */
  @Test
  void isNegativeIfOneRateIs() {
    assertThat(euroTotals(line("100.00", NINETEEN), line("-0.01", SEVEN)).isNegative()).isTrue();
    assertThat(euroTotals(line("10.00", SEVEN), line("-10.00", SEVEN)).isNegative()).isFalse();
  }

  @Test
  void areZeroWithoutLines() {
    Totals totals = euroTotals();

    assertThat(totals.rates()).isEmpty();
    assertThat(totals.gross()).isEqualTo(euros("0.00"));
  }

  @Test
  void fitTheMostAndHighestLines() {
    List<InvoiceLine> lines = Collections.nCopies(200, line("99999999.99", vat("100")));

    assertThat(Totals.of(SomeRepairs.EUR, lines).gross()).isEqualTo(euros("39999999996.00"));
  }

  private static Totals euroTotals(InvoiceLine... lines) {
    return Totals.of(SomeRepairs.EUR, List.of(lines));
  }
}
