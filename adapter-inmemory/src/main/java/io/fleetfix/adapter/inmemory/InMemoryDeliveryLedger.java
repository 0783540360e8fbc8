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
  public boolean confirm(EventId eventId, Instant deliveredAt) {
    return workshop.confirm(eventId, deliveredAt);
  }

  @Override
  public Optional<Delivery> find(EventId eventId) {
    return workshop.delivery(eventId);
  }

  @Override
  public Backlog backlog() {
    return workshop.backlog();
  }
}
