package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import java.time.Instant;
import java.util.List;

/** What is pending in the store's outbox. */
public final class InMemoryBacklog implements Backlog {
  private final InMemoryWorkshop workshop;

  public InMemoryBacklog(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public List<Delivery> due(Instant until, int limit) {
    return workshop.outbox(outbox -> outbox.due(until, limit));
  }

  @Override
  public Size size() {
    return workshop.outbox(Outbox::size);
  }
}
