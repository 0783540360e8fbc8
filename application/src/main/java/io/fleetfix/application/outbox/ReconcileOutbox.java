package io.fleetfix.application.outbox;

import io.fleetfix.application.outbox.Finding.Action;
import io.fleetfix.application.outbox.Finding.Kind;
import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Attempt;
import io.fleetfix.application.port.DeliveryLedger.Attempt.Outcome;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.DeliveryLedger.State.Delivered;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Aggregate;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.RepairEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what must be there: a closed repair, its entry in the outbox, the receipt, and what the
 * event should have brought about. An event that came out of the bus and left no effect is sent
 * again, which does no harm to effects that are there. An entry that is missing is reported, and
 * written again under its old id if that is asked for.
 *
 * <p>An entry that is pending is nothing to report: {@link SweepOutbox} has it.
 */
public final class ReconcileOutbox {
  /** How long reactions may take after a receipt before their effect counts as missing. */
  public static final Duration GRACE = Duration.ofMinutes(10);

  /** An effect may be missing because its queue is full: more of the same would not help. */
  private static final DoublingWait WAIT = new DoublingWait(GRACE, Duration.ofHours(12));

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileOutbox.class);

  private final ClosedRepairs closed;
  private final Invoices invoices;
  private final Notices notices;
  private final DeliveryLedger ledger;
  private final UnitOfWork unitOfWork;
  private final EventBus bus;
  private final InstantSource clock;

  public ReconcileOutbox(
      Repairs repairs,
      Invoices invoices,
      Notices notices,
      DeliveryLedger ledger,
      UnitOfWork unitOfWork,
      EventBus bus,
      InstantSource clock) {
    this.closed = new ClosedRepairs(repairs);
    this.invoices = invoices;
    this.notices = notices;
    this.ledger = ledger;
    this.unitOfWork = unitOfWork;
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * A page of the comparison.
   *
   * @param checked how many repairs were looked at
   * @param nextCursor asks for what follows; null at the end
   */
  public record Report(int checked, List<Finding> findings, @Nullable String nextCursor) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Compares the next repairs that ended in the window, and has events sent again whose effect is
   * missing.
   *
   * @param repair whether to write a missing entry again
   * @throws io.fleetfix.domain.InvalidValue if the cursor cannot be read
   * @throws StorageUnavailable if the table can't be asked; what was mended until then stays so
   */
  public Report reconcile(Window window, PageRequest request, boolean repair) {
    Instant now = clock.instant();
    Page<Repair> page = closed.page(window, request);
    List<Finding> findings = new ArrayList<>();
    for (Repair each : page.items()) {
      findings.addAll(check(each, repair, now));
    }
    findings.forEach(ReconcileOutbox::tell);
    return new Report(page.items().size(), findings, page.nextCursor());
  }

  private List<Finding> check(Repair repair, boolean mend, Instant now) {
    RepairEvent closing = repair.closingEvent().orElseThrow();
    try {
      List<Finding> findings = new ArrayList<>(check(repair, closing, mend, now));
      invoices
          .find(repair.id())
          .filter(invoice -> ledger.find(invoice.issuedEvent().eventId()).isEmpty())
          .map(invoice -> missing(invoice, invoice.issuedEvent(), mend))
          .ifPresent(findings::add);
      return findings;
    } catch (StorageUnavailable unavailable) {
      throw unavailable;
    } catch (RuntimeException unreadable) { // One bad row must not hide what is wrong elsewhere.
      LOG.atWarn().setCause(unreadable).log("A repair can't be reconciled");
      return List.of(new Finding(OutboxEntry.of(closing), Kind.UNREADABLE, Action.REPORTED));
    }
  }

  private List<Finding> check(Repair repair, RepairEvent closing, boolean mend, Instant now) {
    Optional<Delivery> delivery = ledger.find(closing.eventId());
    if (delivery.isEmpty()) {
      return List.of(missing(repair, closing, mend));
    }
    boolean settled =
        delivery.get().state() instanceof Delivered delivered
            && !delivered.at().plus(GRACE).isAfter(now);
    List<Kind> effects = settled ? missingEffects(closing) : List.of();
    if (effects.isEmpty()) {
      return List.of();
    }
    Action action = sendAgain(delivery.get(), now);
    return effects.stream()
        .map(effect -> new Finding(delivery.get().entry(), effect, action))
        .toList();
  }

  private List<Kind> missingEffects(RepairEvent closing) {
    List<Kind> missing = new ArrayList<>();
    if (closing instanceof RepairCompleted && invoices.find(closing.repairId()).isEmpty()) {
      missing.add(Kind.NO_INVOICE);
    }
    if (notices.find(closing.eventId()).isEmpty()) {
      missing.add(Kind.NO_NOTICE);
    }
    return missing;
  }

  private Action sendAgain(Delivery delivery, Instant now) {
    Instant last = delivery.resentAt();
    if (last != null && last.plus(WAIT.after(delivery.resends() - 1)).isAfter(now)) {
      return Action.WAITING;
    }
    if (!bus.publish(List.of(delivery.entry())).isEmpty()) {
      return Action.NOT_ACCEPTED;
    }
    ledger.note(delivery.entry().eventId(), new Attempt(Outcome.ACCEPTED, now, now));
    return Action.SENT_AGAIN;
  }

  private Finding missing(Aggregate stored, DomainEvent lost, boolean mend) {
    OutboxEntry entry = OutboxEntry.of(lost);
    if (!mend) {
      return new Finding(entry, Kind.NO_ENTRY, Action.REPORTED);
    }
    try {
      unitOfWork.commit(Change.retelling(stored, lost));
      return new Finding(entry, Kind.NO_ENTRY, Action.WRITTEN_AGAIN);
    } catch (ConcurrencyConflict meanwhile) { // The next comparison sees what came of it.
      return new Finding(entry, Kind.NO_ENTRY, Action.REPORTED);
    }
  }

  private static void tell(Finding finding) {
    LOG.atError()
        .addKeyValue("eventId", finding.entry().eventId())
        .addKeyValue("repairId", finding.entry().repairId())
        .addKeyValue("kind", finding.kind())
        .addKeyValue("action", finding.action())
        .log("The outbox does not add up");
  }
}
