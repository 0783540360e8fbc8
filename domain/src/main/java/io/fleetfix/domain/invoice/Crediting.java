package io.fleetfix.domain.invoice;

import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes back a part of an invoice, or all that is left of it.
 *
 * @param parts at most one for each line
 */
public record Crediting(Invoice invoice, List<Part> parts) {
  /**
   * Checks that the parts name lines of the invoice.
   *
   * @throws InvalidValue if there is none, or one names no line, a line twice, or an amount of zero
   *     or in another currency
   */
  public Crediting {
    parts = List.copyOf(parts);
    if (parts.isEmpty() && !invoice.rest().isEmpty()) {
      throw new InvalidValue("lines", "must have at least one line");
    }
    Set<Integer> named = new HashSet<>();
    for (Part part : parts) {
      if (part.line() < 1 || part.line() > invoice.lines().size() || !named.add(part.line())) {
        throw new InvalidValue("lines.line", "must be a line of the invoice, each at most once");
      }
      if (part.net().isZero()) {
        throw new InvalidValue("lines.net.amount", "must not be zero");
      }
      if (!part.net().currency().equals(invoice.totals().currency())) {
        throw new InvalidValue(
            "lines.net.currency", "must be " + invoice.totals().currency().getCurrencyCode());
      }
    }
  }

  /**
   * What to take back of one line of an invoice.
   *
   * @param line counted from 1
   * @param net without VAT; negative for a line that reduced the price
   */
  public record Part(int line, Money net) {}

  /** All that is left of the invoice. */
  public static Crediting inFull(Invoice invoice) {
    return new Crediting(invoice, invoice.rest());
  }

  /** The changes that credit an invoice; committed together or not at all. */
  public record Credited(Change<Invoice> invoice, Change<CreditNote> note) {}

  /** Why no credit note is issued; empty if one can be. */
  public Optional<Refusal> refusal() {
    if (invoice.isCredited()) {
      return Optional.of(Refusal.CREDITED);
    }
    if (invoice.credits().notes() == Repair.MAX_CREDIT_NOTES) {
      return Optional.of(Refusal.CREDIT_NOTE_LIMIT);
    }
    List<Money> before = invoice.credits().rests(invoice.lines());
    if (parts.stream().anyMatch(part -> isBeyond(part.net(), before.get(part.line() - 1)))
        || totals(after()).isNegative()) {
      return Optional.of(Refusal.BEYOND_INVOICE);
    }
    return noteTotals().isNegative() ? Optional.of(Refusal.NEGATIVE_CREDIT) : Optional.empty();
  }

  /** What is taken back has the sign of the rest, and is at most as large. */
  private static boolean isBeyond(Money part, Money rest) {
    return part.isNegative() != rest.isNegative()
        || Math.abs(part.minorUnits()) > Math.abs(rest.minorUnits());
  }

  /**
   * Issues the credit note.
   *
   * @param reason why, for the customer
   * @param number must be taken from the series of credit notes in the same commit
   * @throws IllegalStateException if it is refused
   */
  public Credited issue(String reason, InvoiceNumber number, Instant at) {
    refusal()
        .ifPresent(
            refused -> {
              throw new IllegalStateException(refused.sentence());
            });
    int notes = invoice.credits().notes() + 1;
    CreditNote note =
        new CreditNote(
            invoice.repairId(),
            notes,
            Version.FIRST,
            number,
            new CreditNote.Corrected(invoice.n(), invoice.number(), invoice.issuedAt()),
            reason,
            invoice.seller(),
            invoice.billTo(),
            parts.stream().map(this::line).toList(),
            noteTotals(),
            invoice.supplied(),
            at,
            Mailing.PENDING);
    Credits.Status status =
        after().stream().allMatch(Money::isZero) ? Credits.Status.CREDITED : Credits.Status.VALID;
    Invoice credited = invoice.with(new Credits(credited(), notes, status));
    return new Credited(Change.of(credited), Change.of(note, note.issuedEvent()));
  }

  private Totals noteTotals() {
    return totals(invoice.credits().rests(invoice.lines())).minus(totals(after()));
  }

  /** The whole line as it was invoiced, or a lump sum. */
  private InvoiceLine line(Part part) {
    InvoiceLine line = invoice.lines().get(part.line() - 1);
    return part.net().equals(line.net()) ? line : lump(line, part.net());
  }

  private static InvoiceLine lump(InvoiceLine line, Money net) {
    Item item = line.item();
    return new InvoiceLine(
        new Item(item.kind(), item.description(), item.part(), Quantity.ONE, Unit.ONE, net),
        line.vat());
  }

  private Totals totals(List<Money> rests) {
    List<InvoiceLine> left = new ArrayList<>();
    for (int i = 0; i < rests.size(); i++) {
      if (!rests.get(i).isZero()) {
        left.add(lump(invoice.lines().get(i), rests.get(i)));
      }
    }
    return Totals.of(invoice.totals().currency(), left);
  }

  private List<Money> after() {
    List<Money> rests = new ArrayList<>(invoice.credits().rests(invoice.lines()));
    parts.forEach(part -> rests.set(part.line() - 1, rests.get(part.line() - 1).minus(part.net())));
    return rests;
  }

  private List<Money> credited() {
    List<Money> after = after();
    List<Money> credited = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      credited.add(invoice.lines().get(i).net().minus(after.get(i)));
    }
    return credited;
  }
}
