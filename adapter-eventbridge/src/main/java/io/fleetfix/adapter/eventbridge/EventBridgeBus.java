package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.loop.Tasks;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.DoublingWait;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Publishes to an EventBridge bus with PutEvents: up to {@link Batches#MAX_ENTRIES} entries per
 * call and up to {@link #MAX_CALLS_IN_FLIGHT} concurrent calls.
 *
 * <p>The result of each entry counts, not that of the call. An entry that the bus was too busy or
 * failed for is retried without the others of its call, up to {@link Publication#MAX_TRIES}
 * attempts in all, and delays no other call. Once a call fails, an entry stays throttled, or {@link
 * Publication#MAX_FRUITLESS_BATCHES} calls in a row achieve nothing, entries not sent yet stay
 * unsent: the caller has to publish again anyway, and attempts whose answer is lost would only add
 * duplicates.
 *
 * <p>Only the few codes that are certainly about the entry itself count as refusals.
 *
 * <p>Not guaranteed: order, because calls overtake each other; and single delivery, because a call
 * whose answer was lost is retried. Not checked: whether the bus exists; EventBridge reports
 * success for a missing bus too.
 *
 * <p>When interrupted, it abandons the calls in flight, reports their entries as unavailable, and
 * leaves the thread's interrupt flag set. Thread-safe.
 */
public final class EventBridgeBus implements EventBus {
  /** Per {@link #publish}. */
  public static final int MAX_CALLS_IN_FLIGHT = 4;

  private static final DoublingWait PAUSES =
      new DoublingWait(Duration.ofMillis(50), Duration.ofSeconds(1));

  /** No retry of an entry begins later than this after its first call began. */
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private final EventBridgeClient client;
  private final String name;
  private final OutboxFormat format;
  private final Backoff backoff;

  /**
   * Publishes to this bus.
   *
   * @param client from an {@link EventBridgeConnection}
   * @param name the bus's name or ARN
   * @param format the wire format of the events
   * @param random for the jitter of retry delays; used by several threads
   */
  public EventBridgeBus(
      EventBridgeClient client, String name, OutboxFormat format, RandomGenerator random) {
    this.client = client;
    this.name = name;
    this.format = format;
    this.backoff = Backoff.of(PAUSES, DEADLINE, random, System::nanoTime);
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    List<BusEntry> busEntries = entries.stream().map(entry -> BusEntry.of(entry, format)).toList();
    Publication publication = new Publication(client, name, backoff, busEntries);
    Tasks.OF_THIS_PROCESS
        .forEach(Batches.of(busEntries), MAX_CALLS_IN_FLIGHT, publication::send)
        .forEach((batch, failure) -> publication.broke(failure));
    return publication.notAccepted();
  }
}
