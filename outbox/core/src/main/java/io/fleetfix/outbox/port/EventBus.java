package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.EventId;
import java.util.List;

/** Where events leave the service. */
public interface EventBus {
  /**
   * Sends the entries, split into as many calls as the bus needs. They may overtake each other: a
   * listener that cares orders them by their sequence.
   *
   * <p>An entry that is not among the answer was accepted. Accepted is not delivered: a bus that
   * does not exist accepts too. Only a receipt proves delivery. An entry that is among the answer
   * may have arrived all the same, when the bus's answer was lost.
   *
   * @param entries may be empty
   * @return what was not accepted, each entry at most once
   */
  List<NotAccepted> publish(List<OutboxEntry> entries);

  /**
   * An entry that the bus did not take.
   *
   * @param code the bus's own word for it
   */
  record NotAccepted(EventId eventId, Cause cause, String code) {
    /** Whose fault it is. */
    public enum Cause {
      /** The bus looked at this entry and said no. */
      REFUSED,
      /** The bus could not be asked, or was too busy to look. */
      UNAVAILABLE
    }
  }
}
