package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays new entries from the stream to the bus, where no EventBridge Pipe does this. It publishes
 * before it advances the stream, so a crash repeats events but loses none. It does not preserve the
 * order of events. Call it from one thread.
 */
public final class RelayOutbox {
  /** How often an entry is sent if the bus refuses it. */
  public static final int MAX_TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(RelayOutbox.class);

  private final OutboxStream stream;
  private final EventBus bus;

  /**
   * Entries that the bus already accepted: they are not sent again when the stream repeats them.
   */
  private Set<EventId> accepted = Set.of();

  public RelayOutbox(OutboxStream stream, EventBus bus) {
    this.stream = stream;
    this.bus = bus;
  }

  /**
   * Relays the next entries. An entry that the bus refuses {@link #MAX_TRIES} times stays pending
   * in the table and does not block the others.
   *
   * @param timeout how long to wait for entries
   * @return number of entries taken from the stream
   * @throws BusUnavailable if the bus was unavailable for some entries; the next call gets the same
   *     entries, but does not resend those that the bus accepted
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the stream could not be read
   */
  public int relay(Duration timeout) throws InterruptedException {
    return stream.take(timeout, this::publish);
  }

  private void publish(List<OutboxEntry> entries) {
    List<OutboxEntry> left = select(entries, id -> !accepted.contains(id));
    List<NotAccepted> notAccepted = List.of();
    for (int tries = 0; tries < MAX_TRIES && !left.isEmpty(); tries++) {
      notAccepted = bus.publish(left);
      Set<EventId> again =
          notAccepted.stream().map(NotAccepted::eventId).collect(Collectors.toSet());
      if (notAccepted.stream().anyMatch(entry -> entry.cause() == Cause.UNAVAILABLE)) {
        accepted =
            select(entries, id -> !again.contains(id)).stream()
                .map(OutboxEntry::eventId)
                .collect(Collectors.toSet());
        throw new BusUnavailable();
      }
      left = select(left, again::contains);
    }
    accepted = Set.of();
    for (NotAccepted refused : notAccepted) {
      LOG.atWarn()
          .addKeyValue("eventId", refused.eventId())
          .addKeyValue("code", refused.code())
          .log("Bus refused event; it stays pending");
    }
  }

  private static List<OutboxEntry> select(List<OutboxEntry> entries, Predicate<EventId> which) {
    return entries.stream().filter(entry -> which.test(entry.eventId())).toList();
  }

  /** The bus was unavailable for some entries: wait briefly and relay again. */
  public static final class BusUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusUnavailable() {
      super("The event bus is unavailable");
    }
  }
}
