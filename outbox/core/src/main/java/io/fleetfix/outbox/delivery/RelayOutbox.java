package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays new entries from the stream to the bus, where no EventBridge Pipe does this. It publishes
 * before it advances the stream, so a crash repeats events but loses none. It does not preserve the
 * order of events. Call {@link #relay} from one thread; the stream may hand over several batches at
 * once, and each is published in a call of its own.
 *
 * <p>An entry that the bus does not accept delays no other. It is sent after the others, up to
 * {@link #MAX_TRIES} times, and then stays pending in the table, where the sweeper finds it. While
 * the bus accepts nothing at all, it is down, and no entry is abandoned.
 */
public final class RelayOutbox {
  /**
   * How often an entry is sent if the bus refuses it, or keeps failing for it while it accepts
   * others.
   */
  public static final int MAX_TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(RelayOutbox.class);

  private final OutboxStream stream;
  private final EventBus bus;
  private final UnfinishedEntries unfinished = new UnfinishedEntries();

  public RelayOutbox(OutboxStream stream, EventBus bus) {
    this.stream = stream;
    this.bus = bus;
  }

  /**
   * Relays the next entries.
   *
   * @param timeout how long to wait for entries
   * @return number of entries taken from the stream
   * @throws BusUnavailable if the bus was unavailable for some entries, and no others were taken;
   *     the stream repeats them, but those that the bus accepted are not sent again
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the stream could not be read
   */
  public int relay(Duration timeout) throws InterruptedException {
    return stream.take(timeout, this::publish);
  }

  private void publish(List<OutboxEntry> entries) {
    List<OutboxEntry> next = unfinished.left(entries);
    while (!next.isEmpty()) {
      List<NotAccepted> answer = bus.publish(next);
      unfinished.record(next, answer).forEach(RelayOutbox::abandoned);
      // A refused entry is sent again at once. What the bus was unavailable for waits for the next
      // call: the bus may need the time.
      boolean onlyRefusals = answer.stream().allMatch(no -> no.cause() == Cause.REFUSED);
      next = onlyRefusals ? unfinished.left(next) : List.of();
    }
    int left = unfinished.left(entries).size();
    if (left > 0) {
      unfinished.keepTheNewest();
      throw new BusUnavailable(left);
    }
    unfinished.forget(entries);
  }

  private static void abandoned(NotAccepted entry) {
    LOG.atWarn()
        .addKeyValue("eventId", entry.eventId())
        .addKeyValue("code", entry.code())
        .log(
            entry.cause() == Cause.REFUSED
                ? "Bus refused event; it stays pending"
                : "Bus accepts other events but not this one; it stays pending");
  }

  /** The bus was unavailable for some entries: wait briefly and relay again. */
  public static final class BusUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusUnavailable(int entries) {
      super("The event bus was unavailable for some events: " + entries);
    }
  }
}
