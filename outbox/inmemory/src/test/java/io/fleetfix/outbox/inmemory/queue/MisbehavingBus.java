package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.inmemory.queue.BusFault.BusDelivery;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Routes as {@link InMemoryEventBus} does, with faults. */
public final class MisbehavingBus implements EventBus {
  private final InMemoryEventBus bus;
  private BusFault fault = BusFault.none();

  public MisbehavingBus(InMemoryEventBus bus) {
    this.bus = bus;
  }

  /** Sets the fault of the bus from now on. */
  public void misbehave(BusFault next) {
    fault = next;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    List<NotAccepted> notAccepted = new ArrayList<>();
    List<BusDelivery> accepted = new ArrayList<>();
    for (OutboxEntry entry : entries) {
      fault
          .rejection()
          .apply(entry)
          .ifPresentOrElse(
              cause -> notAccepted.add(new NotAccepted(entry.eventId(), cause, "Simulated")),
              () -> accepted.add(new BusDelivery(entry, Duration.ZERO)));
    }
    for (BusDelivery delivery : fault.route().apply(accepted)) {
      bus.targets(delivery.entry()).forEach(queue -> queue.put(delivery.entry(), delivery.delay()));
    }
    return notAccepted;
  }
}
