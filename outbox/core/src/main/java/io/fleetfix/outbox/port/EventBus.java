package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.EventId;
import java.util.List;

/** The bus on which the service publishes its events. */
public interface EventBus {
  /**
   * Sends the entries, in as many calls as the bus requires. Entries may overtake each other: a
   * consumer that depends on the order must order them by their sequence.
   *
   * <p>An entry that is not in the result was accepted. Accepted does not mean delivered:
   * EventBridge also accepts entries for a bus that does not exist. Only a receipt proves delivery.
   * An entry in the result may still have arrived, if the bus's response was lost.
   *
   * @param entries may be empty
   * @return the entries that were not accepted, each at most once
   */
  List<NotAccepted> publish(List<OutboxEntry> entries);

  /**
   * An entry that the bus did not accept.
   *
   * @param code the bus's own error code
   */
  record NotAccepted(EventId eventId, Cause cause, String code) {
    /** Why the bus did not accept the entry. */
    public enum Cause {
      /** The bus examined this entry and refused it. */
      REFUSED,
      /**
       * The bus could not be reached, did not respond or throttled the entry: the outcome is
       * unknown.
       */
      UNAVAILABLE
    }
  }
}
