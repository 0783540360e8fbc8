package io.fleetfix.outbox.delivery.violation;

import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;

/** Publishes an entry without claiming it first. */
public final class PublishesUnrecorded {
  private PublishesUnrecorded() {}

  public static void send(EventBus bus, OutboxEntry entry) {
    bus.publish(List.of(entry));
  }
}
