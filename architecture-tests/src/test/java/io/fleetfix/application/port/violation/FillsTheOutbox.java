package io.fleetfix.application.port.violation;

import io.fleetfix.outbox.event.DomainEvent;

/** The other half of the dual write. */
public interface FillsTheOutbox {
  void addEvent(DomainEvent event);
}
