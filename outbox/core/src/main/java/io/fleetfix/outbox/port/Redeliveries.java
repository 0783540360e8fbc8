package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.EventId;
import java.time.Instant;
import java.util.List;

/**
 * The record of redeliveries that operators requested. Both methods may throw {@link
 * StorageUnavailable}.
 */
public interface Redeliveries {
  /**
   * Records a redelivery. Call this before you send the event, so that no redelivery goes
   * unrecorded.
   */
  void add(Redelivery redelivery);

  /** Returns the redeliveries of one event, latest first, at most {@link #MOST_SHOWN}. */
  List<Redelivery> of(EventId eventId);

  int MOST_SHOWN = 20;

  /**
   * A redelivery of one event, requested by an operator.
   *
   * @param by the operator who requested it, as identified by the service; never empty
   */
  record Redelivery(EventId eventId, Instant at, String by) {}
}
