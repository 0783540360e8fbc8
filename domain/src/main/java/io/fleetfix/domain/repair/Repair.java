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
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

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

  /**
   * Limits {@link #sizeInBytes()}, and thereby the invoice, too: it has the same lines. The
   * strictest service takes 400 KiB per row, and 4 MiB per transaction, which may have to hold ten
   * invoices. Every repair within the other limits fits, unless a good part of its characters has
   * four bytes, such as emoji.
   */
  public static final int MAX_BYTES = 350_000;

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
    if (!line.price().currency().equals(currency)) {
      throw new InvalidValue("price.currency", "must be " + currency);
    }
    if (work.stream().anyMatch(known -> known.lineId().equals(line.lineId()))) {
      return new AlreadyDone<>(this);
    }
    return switch (state) {
      case Open open when work.size() == MAX_WORK_LINES -> new Refused<>(Refusal.WORK_LIMIT);
      case Open open -> worked(open, line);
      case Completed completed -> new Refused<>(Refusal.COMPLETED);
      case Cancelled cancelled -> new Refused<>(Refusal.CANCELLED);
    };
  }

  private Decision<Repair, Refusal> worked(Open open, WorkLine line) {
    List<WorkLine> more = new ArrayList<>(work);
    more.add(line);
    Repair worked = next(open, more);
    return worked.sizeInBytes() > MAX_BYTES
        ? new Refused<>(Refusal.TOO_LARGE)
        : new Accepted<>(Change.of(worked));
  }

  /** Always possible: the end of a repair adds nothing that its size does not include already. */
  public Decision<Repair, Refusal> complete(Instant at) {
    return switch (state) {
      case Open open -> closed(new Completed(at));
      case Completed completed -> new AlreadyDone<>(this);
      case Cancelled cancelled -> new Refused<>(Refusal.CANCELLED);
    };
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

  /** When the repair entered its current state. */
  public Instant since() {
    return switch (state) {
      case Open open -> openedAt;
      case Completed completed -> completed.at();
      case Cancelled cancelled -> cancelled.at();
    };
  }

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
