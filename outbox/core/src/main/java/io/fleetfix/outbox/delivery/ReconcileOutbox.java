package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.Finding.Action;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.delivery.Resender.Resent;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State.Delivered;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares aggregates that raised events with the entries in the outbox, the receipts and the
 * effects that the events must have. An event that was delivered but left no effect is resent,
 * which does no harm to existing effects. A missing entry is reported and, on request, written
 * again under its original id.
 *
 * <p>A pending entry is not a mismatch: {@link SweepOutbox} handles it.
 */
public final class ReconcileOutbox {
  /** How long reactions may take after a receipt before their effect counts as missing. */
  public static final Duration GRACE = Duration.ofMinutes(10);

  /**
   * Backoff between resends: an effect may be missing because its queue has a backlog, and more
   * copies of the event would not help.
   */
  private static final DoublingWait WAIT = new DoublingWait(GRACE, Duration.ofHours(12));

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileOutbox.class);

  private final AllRaisedEvents raised;
  private final OutboxLedger ledger;
  private final UnitOfWork unitOfWork;
  private final Resender resender;
  private final InstantSource clock;

  public ReconcileOutbox(
      AllRaisedEvents raised,
      OutboxLedger ledger,
      UnitOfWork unitOfWork,
      Resender resender,
      InstantSource clock) {
    this.raised = raised;
    this.ledger = ledger;
    this.unitOfWork = unitOfWork;
    this.resender = resender;
    this.clock = clock;
  }

  /**
   * One page of the comparison.
   *
   * @param checked number of aggregates that were compared
   * @param nextCursor the cursor of the next page; null at the end
   */
  public record Report(int checked, List<Finding> findings, @Nullable String nextCursor) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Compares the next page of aggregates that raised events in the window, and resends the events
   * whose effects are missing.
   *
   * @param restore whether to write missing entries again
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   * @throws StorageUnavailable if the table is unavailable; corrections made before that are kept
   */
  public Report reconcile(Window window, PageRequest request, boolean restore) {
    Instant now = clock.instant();
    Page<Raised<?>> page = raised.between(window, request);
    List<Finding> findings = new ArrayList<>();
    page.unreadable().forEach(row -> findings.add(Finding.unreadable(row)));
    page.items().forEach(each -> findings.addAll(compare(each, restore, now)));
    findings.forEach(ReconcileOutbox::log);
    return new Report(page.items().size() + page.unreadable().size(), findings, page.nextCursor());
  }

  private List<Finding> compare(Raised<?> aggregate, boolean restore, Instant now) {
    List<Finding> findings = new ArrayList<>();
    for (DomainEvent event : aggregate.events()) {
      try {
        Optional<Delivery> delivery = ledger.find(event.eventId());
        if (delivery.isEmpty()) {
          findings.add(missing(aggregate, event, restore));
        } else if (event.equals(aggregate.events().getLast())) {
          findings.addAll(effects(aggregate, delivery.get(), now));
        }
      } catch (StorageUnavailable unavailable) {
        throw unavailable;
      } catch (UnreadableRow unreadable) {
        findings.add(Finding.unreadable(OutboxEntry.of(event), unreadable.row()));
      } catch (RuntimeException unreadable) { // An unreadable row must not hide other mismatches.
        LOG.atWarn().setCause(unreadable).log("Event could not be reconciled");
        findings.add(Finding.unreadable(OutboxEntry.of(event), null));
      }
    }
    return findings;
  }

  private List<Finding> effects(Raised<?> aggregate, Delivery delivery, Instant now) {
    boolean isSettled =
        delivery.state() instanceof Delivered(Instant at) && !at.plus(GRACE).isAfter(now);
    List<Finding> findings = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    if (isSettled) {
      new TreeMap<>(aggregate.effects())
          .forEach(
              (effect, presence) -> {
                switch (presence) {
                  case PRESENT -> {}
                  case MISSING -> missing.add(effect);
                  case UNKNOWN ->
                      findings.add(
                          Finding.unreadable(delivery.entry(), aggregate.unreadable().get(effect)));
                }
              });
    }
    if (!missing.isEmpty()) {
      Action action = resend(delivery, now);
      missing.forEach(
          effect -> findings.add(Finding.of(delivery.entry(), Kind.missing(effect), action)));
    }
    return findings;
  }

  private Action resend(Delivery delivery, Instant now) {
    Instant last = delivery.resentAt();
    if (last != null && last.plus(WAIT.after(delivery.resends() - 1)).isAfter(now)) {
      return Action.WAITING;
    }
    return switch (resender.resend(delivery, now, now)) {
      case Resent.Accepted() -> Action.SENT_AGAIN;
      case Resent.NotClaimed() -> Action.WAITING;
      case Resent.Refused(String code) -> Action.NOT_ACCEPTED;
      case Resent.Unavailable() -> Action.NOT_ACCEPTED;
    };
  }

  private Finding missing(Raised<?> aggregate, DomainEvent lost, boolean restore) {
    OutboxEntry entry = OutboxEntry.of(lost);
    if (!restore) {
      return Finding.of(entry, Kind.NO_ENTRY, Action.REPORTED);
    }
    try {
      unitOfWork.restore(aggregate.restoring(lost));
      return Finding.of(entry, Kind.NO_ENTRY, Action.WRITTEN_AGAIN);
    } catch (ConcurrencyConflict meanwhile) { // The next run sees the outcome.
      return Finding.of(entry, Kind.NO_ENTRY, Action.REPORTED);
    }
  }

  private static void log(Finding finding) {
    OutboxEntry entry = finding.entry();
    Unreadable row = finding.row();
    LOG.atError()
        .addKeyValue("aggregateId", finding.aggregateId())
        .addKeyValue("eventId", entry == null ? "" : entry.eventId())
        .addKeyValue("kind", finding.kind().name())
        .addKeyValue("action", finding.action())
        .addKeyValue("key", row == null ? "" : row.key())
        .addKeyValue("problem", row == null ? "" : row.problem())
        .log("Reconciliation mismatch");
  }
}
