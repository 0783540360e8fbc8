package io.fleetfix.bootstrap;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A ledger of which only the size is asked; nothing is ever due. */
public record SizedLedger(Supplier<OutboxSize> sizes) implements OutboxLedger {
  @Override
  public OutboxSize size() {
    return sizes.get();
  }

  @Override
  public Page<Delivery> due(Instant until, Instant implausible, int limit) {
    return new Page<>(List.of(), null);
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return Optional.empty();
  }

  @Override
  public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
    throw onlySized();
  }

  @Override
  public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
    throw onlySized();
  }

  @Override
  public void recordRefusal(OutboxEntry entry) {
    throw onlySized();
  }

  @Override
  public void quarantine(OutboxEntry entry, QuarantineReason reason, Instant at) {
    throw onlySized();
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    throw onlySized();
  }

  @Override
  public Page<Quarantined> quarantined(PageRequest request) {
    throw onlySized();
  }

  private static AssertionError onlySized() {
    return new AssertionError("Only the size was expected to be asked");
  }
}
