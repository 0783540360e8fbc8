package io.fleetfix.domain.invoice;

import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the customer owes for one completed repair. A repair has one invoice, and a further one only
 * after the one before was credited in full: so at most one is valid.
 *
 * @param credits what was taken back of it
 */
public record Invoice(
    RepairId repairId,
    int n,
    Version version,
    InvoiceNumber number,
    Optional<Seller> seller,
    Optional<Customer> billTo,
    List<InvoiceLine> lines,
    Totals totals,
    Instant supplied,
    Instant issuedAt,
    Credits credits,
    Mailing mailing)
    implements Document {
  public static final String KEY_PREFIX = Kind.INVOICE.prefix();

  public Invoice {
    lines = List.copyOf(lines);
    supplied = UtcMillis.truncated(supplied);
    issuedAt = UtcMillis.truncated(issuedAt);
  }

  /** Issues the invoice of a repair by a workshop without a profile. */
  public static Change<Invoice> issue(Repair repair, InvoiceNumber number, Instant at) {
    return issue(repair, Optional.empty(), number, at);
  }

  /**
   * Invoices every line of a repair. A repair without lines gets a total of zero.
   *
   * @param number must be taken from the series in the same commit
   * @throws IllegalArgumentException if the repair is not completed, or not to be invoiced
   */
  public static Change<Invoice> issue(
      Repair repair, Optional<Profile> profile, InvoiceNumber number, Instant at) {
    Instant supplied =
        repair
            .completion()
            .filter(completed -> repair.isInvoiced())
            .orElseThrow(() -> new IllegalArgumentException("Only a completed repair is invoiced"));
    Bill bill = Bill.of(repair, profile);
    Invoice invoice =
        new Invoice(
            repair.id(),
            1,
            Version.FIRST,
            number,
            profile.map(Profile::seller),
            Optional.empty(),
            bill.lines(),
            bill.totals(),
            supplied,
            at,
            Credits.NONE,
            Mailing.PENDING);
    return Change.of(invoice, invoice.issuedEvent());
  }

  /** The changes that replace this invoice by a further one; committed together or not at all. */
  public record Replaced(Change<Invoice> old, Change<Invoice> issued) {}

  /**
   * Issues a further invoice after this one, which must be credited in full.
   *
   * @param bill its content, as {@link Bill#refusal} accepts it
   * @param next must be taken from the series in the same commit
   * @throws IllegalStateException if this invoice is still valid, or already replaced
   */
  public Replaced replace(Bill bill, Optional<Seller> by, InvoiceNumber next, Instant at) {
    if (!isCredited() || credits.status() == Credits.Status.REPLACED) {
      throw new IllegalStateException("Only an invoice that was credited in full is replaced");
    }
    Invoice issued =
        new Invoice(
            repairId,
            n + 1,
            Version.FIRST,
            next,
            by,
            Optional.of(bill.customer()),
            bill.lines(),
            bill.totals(),
            supplied,
            at,
            new Credits(List.of(), credits.notes(), Credits.Status.VALID),
            Mailing.PENDING);
    return new Replaced(
        Change.of(with(credits.withReplaced())), Change.of(issued, issued.issuedEvent()));
  }

  /** Whether nothing is left of it: then it is not valid any more. */
  public boolean isCredited() {
    return credits.status() != Credits.Status.VALID;
  }

  /** The rest of all lines, to credit the invoice in full. */
  public List<Crediting.Part> rest() {
    List<Money> rests = credits.rests(lines);
    return IntStream.range(0, rests.size())
        .filter(i -> !rests.get(i).isZero())
        .mapToObj(i -> new Crediting.Part(i + 1, rests.get(i)))
        .toList();
  }

  Invoice with(Credits changed) {
    return new Invoice(
        repairId,
        n,
        version.next(),
        number,
        seller,
        billTo,
        lines,
        totals,
        supplied,
        issuedAt,
        changed,
        mailing);
  }

  @Override
  public Invoice with(Mailing changed, Version changedVersion) {
    return new Invoice(
        repairId,
        n,
        changedVersion,
        number,
        seller,
        billTo,
        lines,
        totals,
        supplied,
        issuedAt,
        credits,
        changed);
  }

  /** What the customer owes, with VAT. */
  public Money total() {
    return totals.gross();
  }

  @Override
  public InvoiceIssued issuedEvent() {
    return new InvoiceIssued(repairId, aggregateId(), Version.FIRST, issuedAt);
  }

  /** The id of the event that is raised when this repair's first invoice is issued. */
  public static EventId issuedEventId(RepairId repairId) {
    return EventId.derive(aggregateId(repairId), Version.FIRST, InvoiceIssued.TYPE);
  }

  @Override
  public DocumentId id() {
    return new DocumentId(Kind.INVOICE, repairId, n);
  }

  @Override
  public String aggregateId() {
    return id().toString();
  }

  /** The id of a repair's first invoice. */
  public static String aggregateId(RepairId repairId) {
    return DocumentId.firstInvoice(repairId).toString();
  }
}
