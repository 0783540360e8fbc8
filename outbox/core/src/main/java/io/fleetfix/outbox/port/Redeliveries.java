package io.fleetfix.outbox.port;

import io.fleetfix.outbox.event.EventId;
import java.time.Instant;
import java.util.List;

/** The record of what people had sent again. Both may throw {@link StorageUnavailable}. */
public interface Redeliveries {
  /** To be called before it happens, so that none happens unrecorded. */
  void add(Redelivery redelivery);

  /** Of one event, the latest first; at most {@link #MOST_SHOWN}. */
  List<Redelivery> of(EventId eventId);

  int MOST_SHOWN = 20;

  /**
   * An event that somebody had sent again.
   *
   * @param by who asked for it, as the service knows them; never empty
   */
  record Redelivery(EventId eventId, Instant at, String by) {}
}
