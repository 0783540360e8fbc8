package io.fleetfix.outbox.inmemory.delivery;

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

/** Delegates every call, for tests that override one method. */
public class PassingLedger implements OutboxLedger {
  private final OutboxLedger ledger;

  public PassingLedger(OutboxLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    return ledger.confirm(receipt, deliveredAt);
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return ledger.find(eventId);
  }

  @Override
  public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    return ledger.claimResend(seen, at, dueAgain);
  }

  @Override
  public void recordRefusal(OutboxEntry entry) {
    ledger.recordRefusal(entry);
  }

  @Override
  public Page<Delivery> due(Instant until, Instant implausible, int limit) {
    return ledger.due(until, implausible, limit);
  }

  @Override
  public OutboxSize size() {
    return ledger.size();
  }

  @Override
  public void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at) {
    ledger.quarantine(entry, reason, at);
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    return ledger.release(eventId, at);
  }

  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    return ledger.quarantined(request);
  }
}
