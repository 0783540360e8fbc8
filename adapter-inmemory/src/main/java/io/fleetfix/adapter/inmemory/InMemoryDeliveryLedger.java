package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.domain.EventId;
import java.time.Instant;
import java.util.Optional;

/** Delivery marks on the store's outbox. A confirmed entry is kept until the process ends. */
public final class InMemoryDeliveryLedger implements DeliveryLedger {
  private final InMemoryWorkshop workshop;

  public InMemoryDeliveryLedger(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Confirmation confirm(EventId eventId, Instant deliveredAt) {
    return workshop.outbox(outbox -> outbox.confirm(eventId, deliveredAt));
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return workshop.outbox(outbox -> outbox.find(eventId));
  }

  @Override
  public void note(EventId eventId, Attempt attempt) {
    workshop.outbox(outbox -> outbox.note(eventId, attempt));
  }
}
