package io.fleetfix.domain.repair;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Decision.Accepted;
import io.fleetfix.outbox.event.Decision.AlreadyDone;
import io.fleetfix.outbox.event.Decision.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A repair order. Its commands are pure functions: they take time and ids as arguments and return
 * the change to commit.
 *
 * <p>The constructor is for stores, which restore committed states. Create a new repair with {@link
 * #open}.
 *
 * @param currency of every price in the repair: the workshop's currency when it was opened
 */
public record Repair(
    RepairId id,
    Version version,
    Currency currency,
    RepairState state,
    Vehicle vehicle,
    Customer customer,
    String complaint,
    List<WorkLine> work,
    Instant openedAt)
    implements Aggregate {

  public static final String KEY_PREFIX = "REPAIR#";

  public static final int MAX_WORK_LINES = 200;

  public static final int MAX_CREDIT_NOTES = 100;

  /**
   * Limits {@link #sizeInBytes()}, and thereby the invoice, too: it has the same lines. The
   * strictest service takes 400 KiB per row, and 4 MiB per transaction, which may have to hold ten
   * invoices. Every repair within the other limits fits, unless its lines have long part numbers,
   * or a good part of its characters has four bytes, such as emoji.
   */
  public static final int MAX_BYTES = 370_000;

  /** Names of fields, ids, times and, in reserve, the longest reason of a cancellation. */
  private static final int BYTES_BESIDE_TEXTS = 4_000;

  public Repair {
    TextRules.checked("complaint", complaint);
    work = List.copyOf(work);
    openedAt = UtcMillis.truncated(openedAt);
  }

  public static Change<Repair> open(
      RepairId id,
      Vehicle vehicle,
      Customer customer,
      String complaint,
      Currency currency,
      Instant at) {
    return Change.of(
        new Repair(
            id, Version.FIRST, currency, new Open(), vehicle, customer, complaint, List.of(), at));
  }

  /**
   * Adds one work line.
   *
   * @param line identified by its id: adding it again is {@link AlreadyDone}, in every state
   * @throws InvalidValue if the price is not in the repair's currency
   */
  public Decision<Repair, Refusal> addWork(WorkLine line) {
    checkCurrency(line);
    if (line(line.lineId()).isPresent()) {
      return new AlreadyDone<>(this);
    }
    return whileOpen(
        open ->
            work.size() == MAX_WORK_LINES
                ? new Refused<>(Refusal.WORK_LIMIT)
                : worked(open, Stream.concat(work.stream(), Stream.of(line)).toList()));
  }

  private void checkCurrency(WorkLine line) {
    if (!line.price().currency().equals(currency)) {
      throw new InvalidValue("price.currency", "must be " + currency);
    }
  }

  /**
   * Puts other contents into the line with this id.
   *
   * @throws InvalidValue if the price is not in the repair's currency
   */
  public Decision<Repair, Refusal> correctWork(WorkLine line) {
    checkCurrency(line);
    return whileOpen(
        open -> {
          Optional<WorkLine> old = line(line.lineId());
          if (old.isEmpty()) {
            return new Refused<>(Refusal.UNKNOWN_LINE);
          }
          return old.get().equals(line)
              ? new AlreadyDone<>(this)
              : worked(
                  open,
                  work.stream()
                      .map(each -> each.lineId().equals(line.lineId()) ? line : each)
                      .toList());
        });
  }

  /** Takes a line away. The size is no reason to refuse: the repair becomes smaller. */
  public Decision<Repair, Refusal> removeWork(LineId lineId) {
    return whileOpen(
        open ->
            line(lineId).isEmpty()
                ? new Refused<>(Refusal.UNKNOWN_LINE)
                : new Accepted<>(Change.of(next(open, without(lineId)))));
  }

  private List<WorkLine> without(LineId lineId) {
    return work.stream().filter(each -> !each.lineId().equals(lineId)).toList();
  }

  private Optional<WorkLine> line(LineId lineId) {
    return work.stream().filter(known -> known.lineId().equals(lineId)).findAny();
  }

  /**
   * Corrects who pays. The e-mail address stays that of the opening: {@link Contact} has the
   * current one.
   */
  public Decision<Repair, Refusal> changeCustomer(Customer other) {
    Customer changed = other.with(customer.email());
    return whileOpen(
        open ->
            changed.equals(customer)
                ? new AlreadyDone<>(this)
                : small(
                    new Repair(
                        id,
                        version.next(),
                        currency,
                        open,
                        vehicle,
                        changed,
                        complaint,
                        work,
                        openedAt)));
  }

  private Decision<Repair, Refusal> whileOpen(Function<Open, Decision<Repair, Refusal>> command) {
    return switch (state) {
      case Open open -> command.apply(open);
      case Completed completed -> new Refused<>(Refusal.COMPLETED);
      case Cancelled cancelled -> new Refused<>(Refusal.CANCELLED);
    };
  }

  private Decision<Repair, Refusal> worked(Open open, List<WorkLine> changed) {
    return small(next(open, changed));
  }

  private static Decision<Repair, Refusal> small(Repair changed) {
    return changed.sizeInBytes() > MAX_BYTES
        ? new Refused<>(Refusal.TOO_LARGE)
        : new Accepted<>(Change.of(changed));
  }

  /**
   * Completes the repair. Whether it can be invoiced is decided before, by {@code Bill}. The size
   * is no reason to refuse: the end of a repair adds nothing that its size does not include
   * already.
   */
  public Decision<Repair, Refusal> complete(Instant at, Billing billing) {
    return switch (state) {
      case Open open -> closed(new Completed(at, billing));
      case Completed completed -> new AlreadyDone<>(this);
      case Cancelled cancelled -> new Refused<>(Refusal.CANCELLED);
    };
  }

  /** Completes the repair, to be invoiced. */
  public Decision<Repair, Refusal> complete(Instant at) {
    return complete(at, Billing.INVOICE);
  }

  /**
   * Closes the repair without an invoice.
   *
   * @throws InvalidValue if the reason is not an allowed text
   */
  public Decision<Repair, Refusal> cancel(String reason, Instant at) {
    Cancelled cancellation = new Cancelled(at, reason);
    return switch (state) {
      case Open open -> closed(cancellation);
      case Completed completed -> new Refused<>(Refusal.COMPLETED);
      case Cancelled cancelled -> new AlreadyDone<>(this);
    };
  }

  private Decision<Repair, Refusal> closed(RepairState end) {
    Repair closed = next(end, work);
    return new Accepted<>(Change.of(closed, closed.closingEvent().orElseThrow()));
  }

  private Repair next(RepairState nextState, List<WorkLine> nextWork) {
    return new Repair(
        id, version.next(), currency, nextState, vehicle, customer, complaint, nextWork, openedAt);
  }

  /**
   * The event that was raised when the repair was closed, derived from the stored state: a closed
   * repair never changes, so its version is still the event's sequence. Empty while the repair is
   * open.
   */
  public Optional<RepairEvent> closingEvent() {
    return switch (state) {
      case Open open -> Optional.empty();
      case Completed completed -> Optional.of(new RepairCompleted(id, version, completed.at()));
      case Cancelled cancelled -> Optional.of(new RepairCancelled(id, version, cancelled.at()));
    };
  }

  /** When the repair was completed; empty if it is not. */
  public Optional<Instant> completion() {
    return state instanceof Completed completed ? Optional.of(completed.at()) : Optional.empty();
  }

  /** Whether the repair is completed, and the customer gets an invoice for it. */
  public boolean isInvoiced() {
    return state instanceof Completed completed && completed.billing() == Billing.INVOICE;
  }

  /** When the repair entered its current state. */
  public Instant since() {
    return switch (state) {
      case Open open -> openedAt;
      case Completed completed -> completed.at();
      case Cancelled cancelled -> cancelled.at();
    };
  }

  /** The sum of all lines, without VAT. */
  public Money total() {
    return work.stream().map(WorkLine::price).reduce(Money.zero(currency), Money::plus);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The bytes of all texts in UTF-8, and a fixed number for everything else. Closing a repair
   * does not change its size.
   */
  @Override
  public int sizeInBytes() {
    return BYTES_BESIDE_TEXTS
        + vehicle.textBytes()
        + customer.textBytes()
        + TextRules.bytes(complaint)
        + work.stream().mapToInt(WorkLine::sizeInBytes).sum();
  }

  @Override
  public String aggregateId() {
    return aggregateId(id);
  }

  public static String aggregateId(RepairId id) {
    return KEY_PREFIX + id;
  }
}
