package io.fleetfix.domain.invoice;

import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes back an invoice, or a part of it. It has a number of a series of its own.
 *
 * @param corrected the invoice that it names
 * @param reason why, for the customer
 * @param lines what is taken back; a price is positive where the invoice's was
 */
public record CreditNote(
    RepairId repairId,
    int n,
    Version version,
    InvoiceNumber number,
    Corrected corrected,
    String reason,
    Optional<Seller> seller,
    Optional<Customer> billTo,
    List<InvoiceLine> lines,
    Totals totals,
    Instant supplied,
    Instant issuedAt,
    Mailing mailing)
    implements Document {
  public static final String KEY_PREFIX = Kind.CREDIT_NOTE.prefix();

  /**
   * The invoice that a credit note names.
   *
   * @param n counts the repair's invoices, from 1
   */
  public record Corrected(int n, InvoiceNumber number, Instant issuedAt) {
    public Corrected {
      issuedAt = UtcMillis.truncated(issuedAt);
    }
  }

  public CreditNote {
    TextRules.checked("reason", reason);
    lines = List.copyOf(lines);
    supplied = UtcMillis.truncated(supplied);
    issuedAt = UtcMillis.truncated(issuedAt);
  }

  @Override
  public CreditNote with(Mailing changed, Version changedVersion) {
    return new CreditNote(
        repairId,
        n,
        changedVersion,
        number,
        corrected,
        reason,
        seller,
        billTo,
        lines,
        totals,
        supplied,
        issuedAt,
        changed);
  }

  @Override
  public CreditNoteIssued issuedEvent() {
    return new CreditNoteIssued(repairId, aggregateId(), Version.FIRST, issuedAt);
  }

  @Override
  public DocumentId id() {
    return new DocumentId(Kind.CREDIT_NOTE, repairId, n);
  }

  @Override
  public String aggregateId() {
    return id().toString();
  }
}
