package io.fleetfix.application.port.violation;

import io.fleetfix.outbox.event.DomainEvent;

/** Writes the event without its state: the other half of a dual write. */
public interface FillsTheOutbox {
  void addEvent(DomainEvent event);
}
