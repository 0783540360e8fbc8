package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.Finding.Action;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.delivery.ReconcileOutbox.Options;
import io.fleetfix.outbox.delivery.Resender.Batches;
import io.fleetfix.outbox.delivery.Resender.Resent;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State.Delivered;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the aggregates of one page. The events that have to be sent again are sent together, at
 * the end.
 */
final class PageComparison {
  /**
   * Backoff between resends: an effect may be missing because its queue has a backlog, and more
   * copies of the event would not help.
   */
  private static final DoublingWait WAIT =
      new DoublingWait(ReconcileOutbox.GRACE, Duration.ofHours(12));

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileOutbox.class);

  private final OutboxLedger ledger;
  private final UnitOfWork unitOfWork;
  private final Options options;
  private final Instant now;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<Delivery, List<String>> missing = new LinkedHashMap<>();
  private final Set<String> unsettled = new LinkedHashSet<>();

  PageComparison(OutboxLedger ledger, UnitOfWork unitOfWork, Options options, Instant now) {
    this.ledger = ledger;
    this.unitOfWork = unitOfWork;
    this.options = options;
    this.now = now;
  }

  /** Adds an aggregate that cannot be read. */
  void unreadable(Unreadable aggregate) {
    findings.add(Finding.unreadable(aggregate));
  }

  /**
   * Compares an aggregate.
   *
   * @param mayHaveExpired whether a missing entry is no mismatch for an event that is older than
   *     the ledger's retention
   */
  void compare(Raised<?> aggregate, boolean mayHaveExpired) {
    options.beforeEach().run();
    for (DomainEvent event : aggregate.events()) {
      try {
        Optional<Delivery> delivery = ledger.find(event.eventId());
        if (delivery.isPresent()) {
          if (event.equals(aggregate.events().getLast())) {
            effects(aggregate, delivery.get());
          }
        } else if (mayHaveExpired && isOld(event.occurredAt())) {
          effects(aggregate, Delivery.delivered(OutboxEntry.of(event), event.occurredAt()));
        } else {
          findings.add(lost(aggregate, event));
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
  }

  private boolean isOld(Instant occurredAt) {
    return occurredAt.plus(OutboxLedger.RETENTION).isBefore(now);
  }

  private void effects(Raised<?> aggregate, Delivery delivery) {
    OutboxEntry entry = delivery.entry();
    boolean isSettled =
        delivery.state() instanceof Delivered(Instant at)
            && !at.plus(ReconcileOutbox.GRACE).isAfter(now);
    if (!isSettled) {
      unsettled.add(entry.aggregateId());
      return;
    }
    new TreeMap<>(aggregate.effects())
        .forEach(
            (effect, presence) -> {
              switch (presence) {
                case PRESENT -> {}
                case MISSING ->
                    missing.computeIfAbsent(delivery, none -> new ArrayList<>()).add(effect);
                case WAITING ->
                    findings.add(Finding.of(entry, Kind.missing(effect), Action.REPORTED));
                case REFUSED -> {
                  if (!isOld(entry.occurredAt())) { // nothing will ever mend it
                    findings.add(Finding.of(entry, Kind.refused(effect), Action.REPORTED));
                  }
                }
                case UNKNOWN ->
                    findings.add(Finding.unreadable(entry, aggregate.unreadable().get(effect)));
              }
            });
  }

  private Finding lost(Raised<?> aggregate, DomainEvent lost) {
    OutboxEntry entry = OutboxEntry.of(lost);
    if (!options.restore()) {
      return Finding.of(entry, Kind.NO_ENTRY, Action.REPORTED);
    }
    try {
      unitOfWork.restore(aggregate.restoring(lost));
      return Finding.of(entry, Kind.NO_ENTRY, Action.WRITTEN_AGAIN);
    } catch (ConcurrencyConflict meanwhile) { // The next run sees the outcome.
      return Finding.of(entry, Kind.NO_ENTRY, Action.REPORTED);
    }
  }

  /** The aggregates that were pending, quarantined or delivered only moments ago. */
  Set<String> unsettled() {
    return unsettled;
  }

  /**
   * Sends the events again whose effects are missing, unless they were sent a short time ago.
   *
   * @return whether the bus was silent
   */
  boolean resend(Resender resender) {
    List<Delivery> due =
        options.resend() ? missing.keySet().stream().filter(this::isDue).toList() : List.of();
    Batches sent = resender.resendInBatches(due, now, now, each -> {});
    missing.forEach(
        (delivery, effects) -> {
          Action action = action(delivery, sent);
          effects.forEach(
              effect -> findings.add(Finding.of(delivery.entry(), Kind.missing(effect), action)));
        });
    return sent.silent();
  }

  private boolean isDue(Delivery delivery) {
    Instant last = delivery.resentAt();
    return last == null || !last.plus(WAIT.after(delivery.resends() - 1)).isAfter(now);
  }

  private Action action(Delivery delivery, Batches sent) {
    if (!isDue(delivery)) {
      return Action.WAITING;
    }
    if (!options.resend()) {
      return Action.NOT_ACCEPTED;
    }
    return switch (sent.of(delivery)) {
      case Resent.Accepted() -> Action.SENT_AGAIN;
      case Resent.NotClaimed() -> Action.WAITING;
      case Resent.Refused(String code) -> Action.NOT_ACCEPTED;
      case Resent.Unavailable() -> Action.NOT_ACCEPTED;
      case Resent.NotTried() -> Action.NOT_ACCEPTED;
    };
  }

  /** Logs and returns the findings. */
  List<Finding> findings() {
    findings.forEach(PageComparison::log);
    return List.copyOf(findings);
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
