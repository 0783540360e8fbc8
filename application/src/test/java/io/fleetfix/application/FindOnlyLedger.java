package io.fleetfix.application;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A ledger that can only look up events. Every other call fails. */
public record FindOnlyLedger(Function<EventId, Optional<Delivery>> deliveries)
    implements OutboxLedger {
  @Override
  public Optional<Delivery> find(EventId eventId) {
    return deliveries.apply(eventId);
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    throw onlyFinds();
  }

  @Override
  public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    throw onlyFinds();
  }

  @Override
  public void recordRefusal(OutboxEntry entry) {
    throw onlyFinds();
  }

  @Override
  public Page<Delivery> due(Instant until, Instant implausible, int limit) {
    throw onlyFinds();
  }

  @Override
  public OutboxSize size() {
    throw onlyFinds();
  }

  @Override
  public void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at) {
    throw onlyFinds();
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    throw onlyFinds();
  }

  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    throw onlyFinds();
  }

  private static AssertionError onlyFinds() {
    return new AssertionError("Only find was expected to be called");
  }
}
