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
   * @param answered whether the bus answered for this entry. False if the entry was not sent, or
   *     was sent in a call that failed as a whole: then the answer says nothing about the entry.
   */
  record NotAccepted(EventId eventId, Cause cause, String code, boolean answered) {
    /** The bus's answer for this entry. */
    public NotAccepted(EventId eventId, Cause cause, String code) {
      this(eventId, cause, code, true);
    }

    /** Why the bus did not accept the entry. */
    public enum Cause {
      /**
       * The bus examined this entry and refused it, for a reason that is certainly in the entry
       * itself: sending it again cannot help.
       */
      REFUSED,
      /**
       * Every other reason: the bus could not be reached, did not respond, throttled the entry,
       * failed for it, lacks a permission, or gave a code that is unknown here. The outcome is
       * unknown, and the same entry may be accepted later.
       */
      UNAVAILABLE
    }
  }
}
