package io.fleetfix.domain.invoice;

import io.fleetfix.domain.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * What was taken back of an invoice.
 *
 * @param credited of each line, without VAT; empty if nothing was
 * @param notes how many credit notes the repair has by now, those of earlier invoices included
 */
public record Credits(List<Money> credited, int notes, Status status) {
  public static final Credits NONE = new Credits(List.of(), 0, Status.VALID);

  /** Whether the invoice is still valid. */
  public enum Status {
    VALID,
    /** Nothing is left of it, and no further invoice is issued yet. */
    CREDITED,
    /** Nothing is left of it, and a further invoice is issued. */
    REPLACED
  }

  public Credits {
    credited = List.copyOf(credited);
  }

  /** What is left of a line. */
  Money rest(int index, InvoiceLine line) {
    return credited.isEmpty() ? line.net() : line.net().minus(credited.get(index));
  }

  /** The rest of each line; lines of which nothing is left stay, so that each keeps its place. */
  List<Money> rests(List<InvoiceLine> lines) {
    List<Money> rests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      rests.add(rest(i, lines.get(i)));
    }
    return rests;
  }

  Credits withReplaced() {
    return new Credits(credited, notes, Status.REPLACED);
  }
}
