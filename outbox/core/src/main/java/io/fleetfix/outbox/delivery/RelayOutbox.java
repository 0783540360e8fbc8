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
 * Carries new entries from the stream to the bus, where no EventBridge Pipe does. It publishes
 * first and lets the stream advance afterwards, so that a crash repeats events and loses none. It
 * keeps no order between events. For one thread.
 */
public final class RelayOutbox {
  /** How often an entry is sent that the bus refuses. */
  public static final int MAX_TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(RelayOutbox.class);

  private final OutboxStream stream;
  private final EventBus bus;

  /** Of the entries that come again, those that need not be sent again. */
  private Set<EventId> accepted = Set.of();

  public RelayOutbox(OutboxStream stream, EventBus bus) {
    this.stream = stream;
    this.bus = bus;
  }

  /**
   * Relays the next entries. One that the bus refuses {@link #MAX_TRIES} times stays pending in the
   * table and doesn't hold up the others.
   *
   * @param patience how long to wait for entries
   * @return how many entries the stream gave
   * @throws BusUnavailable if the bus could not be asked about some: the same entries come again,
   *     and those that it accepted meanwhile are not sent again
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the stream could not be read
   */
  public int relay(Duration patience) throws InterruptedException {
    return stream.take(patience, this::publish);
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
          .log("The bus refuses an event; it stays pending");
    }
  }

  private static List<OutboxEntry> select(List<OutboxEntry> entries, Predicate<EventId> which) {
    return entries.stream().filter(entry -> which.test(entry.eventId())).toList();
  }

  /** Nothing was decided about some entries: wait a little and relay again. */
  public static final class BusUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusUnavailable() {
      super("The bus could not be asked");
    }
  }
}
