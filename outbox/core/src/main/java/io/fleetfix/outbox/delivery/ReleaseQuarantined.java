package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Releases quarantined events on an operator's request. An event that cannot be read stays in
 * quarantine, and does not stop the others.
 */
public final class ReleaseQuarantined {
  private final OutboxLedger ledger;
  private final InstantSource clock;

  public ReleaseQuarantined(OutboxLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Which events to release.
   *
   * @param code the code of their reason; null for all events
   * @param dryRun whether to only report what would be released
   */
  public record Order(@Nullable String code, boolean dryRun) {
    private boolean includes(Quarantined each) {
      return code == null || code.equals(each.reason().code());
    }
  }

  /**
   * The result for one event.
   *
   * @param eventId the event's id as stored, which may be malformed
   * @param code the code of the reason for its quarantine
   */
  public record Released(String eventId, String code, Result result) {
    /** What happened to the event. */
    public enum Result {
      RELEASED,
      /** Nothing was released, because this was a dry run. */
      WOULD_BE_RELEASED,
      /** The event's row cannot be read, so it stays in quarantine. */
      UNREADABLE,
      /** A receipt or another release has ended the quarantine in the meantime. */
      NO_LONGER_QUARANTINED
    }
  }

  /**
   * Releases the events of the next page of the quarantine, the latest first. A page may contain
   * fewer events than requested, or none, and still be followed by another one.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table is unavailable; events released
   *     before that stay released
   */
  public Page<Released> release(Order order, PageRequest request) {
    Page<Quarantined> page = ledger.quarantined(request);
    List<Released> released =
        page.items().stream()
            .filter(order::includes)
            .map(each -> new Released(each.eventId(), each.reason().code(), result(each, order)))
            .toList();
    return new Page<>(released, page.unreadable(), page.nextCursor());
  }

  /**
   * Releases one event.
   *
   * @return false if the event is not in quarantine
   * @throws UnreadableRow if the event's row cannot be read; it stays in quarantine
   */
  public boolean release(EventId eventId) {
    return ledger.release(eventId, clock.instant());
  }

  private Released.Result result(Quarantined each, Order order) {
    Optional<EventId> eventId = EventId.parse(each.eventId()).filter(id -> each.readable());
    if (eventId.isEmpty()) {
      return Released.Result.UNREADABLE;
    }
    if (order.dryRun()) {
      return Released.Result.WOULD_BE_RELEASED;
    }
    try {
      return release(eventId.get())
          ? Released.Result.RELEASED
          : Released.Result.NO_LONGER_QUARANTINED;
    } catch (UnreadableRow meanwhile) {
      return Released.Result.UNREADABLE;
    }
  }
}
