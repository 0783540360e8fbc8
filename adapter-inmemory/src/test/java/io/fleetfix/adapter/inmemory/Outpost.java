package io.fleetfix.adapter.inmemory;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;

import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.outbox.SweepOutbox;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.EventBus.NotAccepted;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Repair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A workshop without a fast path: a clock that is set, a bus that records, and what sweeps it. */
final class Outpost implements InstantSource, EventBus {
  final InMemoryWorkshop store = new InMemoryWorkshop();
  final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  final InMemoryRepairs repairs = new InMemoryRepairs(store);
  final InMemoryInvoices invoices = new InMemoryInvoices(store);
  final InMemoryNotices notices = new InMemoryNotices(store);
  final InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger(store);
  final InMemoryBacklog backlog = new InMemoryBacklog(store);
  final InMemoryQuarantine quarantine = new InMemoryQuarantine(store);
  final InMemoryReceipts receipts = new InMemoryReceipts();
  final InMemoryRedeliveries redeliveries = new InMemoryRedeliveries();
  final SweepOutbox sweeper = new SweepOutbox(backlog, ledger, quarantine, receipts, this, this);
  final ReconcileOutbox reconciler =
      new ReconcileOutbox(repairs, invoices, notices, ledger, unitOfWork, this, this);
  final RedeliverEvents redeliverer =
      new RedeliverEvents(repairs, ledger, redeliveries, this, this);
  final ConfirmDelivery confirmer =
      new ConfirmDelivery(ledger, receipts, this, (event, confirmation, at) -> {});

  private final List<OutboxEntry> sent = new ArrayList<>();
  private Function<OutboxEntry, Optional<Cause>> answer = entry -> Optional.empty();
  private Instant now = NOON;

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** A repair that is opened and completed now. */
  Repair complete() {
    Change<Repair> opened = opened();
    unitOfWork.commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(now));
    unitOfWork.commit(completed);
    return completed.state();
  }

  static OutboxEntry eventOf(Repair repair) {
    return OutboxEntry.of(repair.closingEvent().orElseThrow());
  }

  OutboxEntry raise() {
    return eventOf(complete());
  }

  /** As invoicing and the front desk do it. */
  void react(Repair repair) {
    invoice(repair);
    new PostNotice(repairs, notices, unitOfWork, this).on(eventOf(repair));
  }

  void invoice(Repair repair) {
    new IssueInvoice(repairs, invoices, ledger, unitOfWork, WORKSHOP, this).on(eventOf(repair));
  }

  void receive(OutboxEntry event) {
    confirmer.on(event);
  }

  /** From now on the bus answers like this; empty accepts. */
  void answer(Function<OutboxEntry, Optional<Cause>> next) {
    answer = next;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    sent.addAll(entries);
    return entries.stream()
        .flatMap(
            entry ->
                answer
                    .apply(entry)
                    .map(cause -> new NotAccepted(entry.eventId(), cause, "Told"))
                    .stream())
        .toList();
  }

  /** What was sent since the last question. */
  List<OutboxEntry> sent() {
    List<OutboxEntry> all = List.copyOf(sent);
    sent.clear();
    return all;
  }
}
