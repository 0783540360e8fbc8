package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * A bus of EventBridge, by PutEvents: up to {@link Batches#MAX_ENTRIES} entries a call, up to
 * {@link #MAX_CALLS_IN_FLIGHT} calls at a time.
 *
 * <p>Each entry's own result counts, not the call's. An entry that the bus was too busy for is sent
 * again, it alone, {@link Publication#MAX_TRIES} times in all. As soon as the bus can't be asked,
 * the entries that were not sent yet are not sent any more: whoever publishes has to come again,
 * and what was sent in vain would come twice.
 *
 * <p>Not guaranteed: any order, because calls overtake each other; and that an entry comes once,
 * because a call whose answer was lost is sent again. Not checked: that the bus exists; EventBridge
 * itself reports success to a bus that does not.
 *
 * <p>Interrupted, it lets go of the calls under way, answers for them that the bus could not be
 * asked, and keeps the interrupt for the caller. Safe for threads.
 */
public final class EventBridgeBus implements EventBus {
  /** For each {@link #publish}. */
  public static final int MAX_CALLS_IN_FLIGHT = 4;

  private final EventBridgeClient client;
  private final String name;
  private final OutboxFormat format;
  private final RandomGenerator random;

  /**
   * Speaks to no bus yet.
   *
   * @param client from an {@link EventBridgeConnection}
   * @param name the bus's name or ARN
   * @param format what the events look like there
   * @param random for the jitter of pauses; used by several threads
   */
  public EventBridgeBus(
      EventBridgeClient client, String name, OutboxFormat format, RandomGenerator random) {
    this.client = client;
    this.name = name;
    this.format = format;
    this.random = random;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    List<BusEntry> busEntries = entries.stream().map(entry -> BusEntry.of(entry, format)).toList();
    Publication publication = new Publication(client, name, random, busEntries);
    try (ExecutorService calls =
        Executors.newFixedThreadPool(MAX_CALLS_IN_FLIGHT, Thread.ofVirtual().factory())) {
      for (List<BusEntry> batch : Batches.of(busEntries)) {
        calls.execute(() -> publication.send(batch));
      }
    }
    return publication.notAccepted();
  }
}
