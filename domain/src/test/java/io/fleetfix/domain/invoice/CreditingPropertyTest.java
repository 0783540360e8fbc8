package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.invoice.Crediting.Credited;
import io.fleetfix.domain.invoice.Crediting.Part;
import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Totals.Rate;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.domain.tax.Vat;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever parts an invoice is credited in, and in whatever order: all credit notes together have
 * the net amount and the VAT of the invoice, for each rate, to the minor unit.
 */
class CreditingPropertyTest {
  private static final int MOST_PARTIAL = 40;

  @Test
  void allCreditNotesTogetherEqualTheInvoice() {
    Set<Refusal> refusals = new TreeSet<>();
    int notes = 0;
    for (long seed = 0; seed < RandomLines.REPAIRS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomLines lines = new RandomLines(random);
      Currency currency = lines.currency();
      Invoice invoice = SomeBills.invoice(currency, lines.billable(currency));

      List<CreditNote> credited = credit(seed, invoice, random, refusals);

      assertThat(sum(credited)).as("seed %d", seed).isEqualTo(byRate(invoice.totals()));
      assertThat(credited.stream().map(note -> note.totals().gross()).reduce(Money::plus))
          .as("gross, seed %d", seed)
          .contains(invoice.totals().gross());
      notes += credited.size();
    }
    assertThat(refusals).contains(Refusal.BEYOND_INVOICE, Refusal.NEGATIVE_CREDIT);
    assertThat(notes).as("partial credits occurred").isGreaterThan(3 * RandomLines.REPAIRS);
  }

  /** Random parts, as long as they are accepted, and then the rest. */
  private static List<CreditNote> credit(
      long seed, Invoice issued, SplittableRandom random, Set<Refusal> refusals) {
    List<CreditNote> notes = new ArrayList<>();
    Invoice invoice = issued;
    for (int i = 0; i < MOST_PARTIAL && !invoice.rest().isEmpty(); i++) {
      Crediting part = new Crediting(invoice, parts(invoice, random));
      Optional<Refusal> refusal = part.refusal();
      refusal.ifPresent(refusals::add);
      if (refusal.isEmpty()) {
        invoice = issue(seed, part, notes);
      }
    }
    if (!invoice.isCredited()) {
      invoice = issue(seed, Crediting.inFull(invoice), notes);
    }
    assertThat(invoice.credits().status()).isEqualTo(Status.CREDITED);
    assertThat(notes).hasSizeLessThanOrEqualTo(Repair.MAX_CREDIT_NOTES);
    return notes;
  }

  private static Invoice issue(long seed, Crediting crediting, List<CreditNote> notes) {
    Credited credited = crediting.issue("Wrong", SomeBills.CREDIT, SomeRepairs.LATER);
    CreditNote note = credited.note().state();
    notes.add(note);
    assertThat(note.n()).isEqualTo(notes.size());
    assertThat(Totals.of(note.totals().currency(), note.lines()).net())
        .as("the lines add up to the note's net, seed %d", seed)
        .isEqualTo(note.totals().net());
    assertThat(note.totals().gross().isNegative()).as("seed %d", seed).isFalse();
    return credited.invoice().state();
  }

  /** Some lines of which something is left, each with a part of it or all, at times too much. */
  private static List<Part> parts(Invoice invoice, SplittableRandom random) {
    List<Part> parts = new ArrayList<>();
    for (Part rest : invoice.rest()) {
      if (parts.isEmpty() || random.nextInt(3) == 0) {
        long left = rest.net().minorUnits();
        long share = random.nextInt(3) == 0 ? left : left * random.nextInt(1, 11) / 10;
        parts.add(
            new Part(rest.line(), new Money(share == 0 ? left : share, rest.net().currency())));
      }
    }
    return random.nextInt(20) == 0 ? tooMuch(parts) : parts;
  }

  private static List<Part> tooMuch(List<Part> parts) {
    Part first = parts.getFirst();
    return List.of(new Part(first.line(), first.net().plus(first.net())));
  }

  private static Map<Vat, List<Money>> byRate(Totals totals) {
    Map<Vat, List<Money>> sums = new HashMap<>();
    for (Rate rate : totals.rates()) {
      if (!rate.taxable().isZero() || !rate.amount().isZero()) {
        sums.put(rate.vat(), List.of(rate.taxable(), rate.amount()));
      }
    }
    return sums;
  }

  private static Map<Vat, List<Money>> sum(List<CreditNote> notes) {
    Map<Vat, List<Money>> sums = new HashMap<>();
    for (CreditNote note : notes) {
      for (Rate rate : note.totals().rates()) {
        sums.merge(
            rate.vat(),
            List.of(rate.taxable(), rate.amount()),
            (one, two) -> List.of(one.get(0).plus(two.get(0)), one.get(1).plus(two.get(1))));
      }
    }
    return sums;
  }
}
