package io.fleetfix.domain.invoice;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** What an invoice will say of a customer and the work, before it is issued. */
public record Bill(Customer customer, List<InvoiceLine> lines, Totals totals) {
  public Bill {
    lines = List.copyOf(lines);
  }

  /** The bill of a repair as it is. */
  public static Bill of(Repair repair, Optional<Profile> profile) {
    List<Charge> charges = repair.work().stream().map(WorkLine::charge).toList();
    return of(repair.customer(), charges, repair.currency(), profile);
  }

  /** A bill in which charges without VAT get what the workshop usually charges. */
  public static Bill of(
      Customer customer, List<Charge> charges, Currency currency, Optional<Profile> profile) {
    Vat usual = profile.map(known -> known.taxes().usual()).orElse(Vat.NOT_STATED);
    List<InvoiceLine> lines =
        charges.stream()
            .map(charge -> new InvoiceLine(charge.item(), charge.vat().orElse(usual)))
            .toList();
    return new Bill(customer, lines, Totals.of(currency, lines));
  }

  /**
   * Why no invoice can be issued for this bill; empty if one can be. What the law wants to know of
   * the customer is checked only with a profile: without one, the document is no invoice anyway.
   */
  public Optional<Refusal> refusal(Optional<Profile> profile) {
    if (sizeInBytes() > Repair.MAX_BYTES) {
      return Optional.of(Refusal.TOO_LARGE);
    }
    if (totals.isNegative()) {
      return Optional.of(Refusal.NEGATIVE_TOTAL);
    }
    if (profile.isPresent() && customer.vatId().isEmpty() && hasReverseCharge()) {
      return Optional.of(Refusal.VAT_ID_MISSING);
    }
    return profile.isPresent() && customer.address().isEmpty() && !isSimplified(profile.get())
        ? Optional.of(Refusal.ADDRESS_MISSING)
        : Optional.empty();
  }

  private int sizeInBytes() {
    return customer.textBytes() + lines.stream().mapToInt(InvoiceLine::sizeInBytes).sum();
  }

  private boolean hasReverseCharge() {
    return lines.stream().anyMatch(line -> line.vat().category() == VatCategory.REVERSE_CHARGE);
  }

  private boolean isSimplified(Profile profile) {
    return !hasReverseCharge()
        && profile
            .law()
            .simplifiedUpTo(profile.seller(), totals.currency())
            .filter(limit -> isAtMost(totals.gross(), limit))
            .isPresent();
  }

  private static boolean isAtMost(Money amount, Money limit) {
    return amount.minorUnits() <= limit.minorUnits();
  }
}
