package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts the results of all publish calls, whether of relay, sweeper or operator. */
public final class CountedBus implements EventBus {
  private final EventBus bus;
  private final Counter accepted;
  private final Counter refused;
  private final Counter unavailable;

  public CountedBus(EventBus bus, MeterRegistry registry) {
    this.bus = bus;
    this.accepted = counter(registry, "accepted");
    this.refused = counter(registry, "refused");
    this.unavailable = counter(registry, "unavailable");
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    List<NotAccepted> notAccepted = bus.publish(entries);
    for (NotAccepted entry : notAccepted) {
      switch (entry.cause()) {
        case REFUSED -> refused.increment();
        case UNAVAILABLE -> unavailable.increment();
      }
    }
    accepted.increment(entries.size() - notAccepted.size());
    return notAccepted;
  }

  private static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("outbox.publish")
        .description(
            "Number of events sent to the bus, by result. An event that is sent again counts again.")
        .tag("result", result)
        .register(registry);
  }
}
