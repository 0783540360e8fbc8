package io.fleetfix.adapter.http.workshop;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UndeliveredEntries;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A ledger whose table can stop answering. */
record LedgerThatMayBeAway(OutboxLedger ledger, BooleanSupplier away) implements OutboxLedger {
  private OutboxLedger there() {
    if (away.getAsBoolean()) {
      throw new StorageUnavailable(new IllegalStateException("Down"));
    }
    return ledger;
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    return there().confirm(receipt, deliveredAt);
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return there().find(eventId);
  }

  @Override
  public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    return there().claimResend(seen, at, dueAgain);
  }

  @Override
  public void recordRefusal(OutboxEntry entry) {
    there().recordRefusal(entry);
  }

  @Override
  public Page<Delivery> due(Instant until, Instant implausible, int limit) {
    return there().due(until, implausible, limit);
  }

  @Override
  public OutboxSize size() {
    return there().size();
  }

  @Override
  public void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at) {
    there().quarantine(entry, reason, at);
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    return there().release(eventId, at);
  }

  UndeliveredEntries listing(UndeliveredEntries undelivered) {
    return (state, request) -> {
      there();
      return undelivered.list(state, request);
    };
  }

  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    return there().quarantined(request);
  }
}
