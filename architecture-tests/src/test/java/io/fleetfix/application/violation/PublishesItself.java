package io.fleetfix.application.violation;

import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.List;
import java.util.function.Function;

/** Publishes an event that may not be committed. */
public final class PublishesItself {
  private PublishesItself() {}

  public static Function<List<OutboxEntry>, List<NotAccepted>> door(EventBus bus) {
    return bus::publish;
  }
}
