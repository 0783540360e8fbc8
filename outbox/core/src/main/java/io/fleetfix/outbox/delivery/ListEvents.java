package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.UndeliveredEntries;
import io.fleetfix.outbox.port.UndeliveredEntries.Undelivered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists events by their state, for operators. Undelivered events are found by an index. Delivered
 * ones are not in any index, because it would be paid for with every event: they are found through
 * the aggregates that raised them.
 */
public final class ListEvents {
  /** Clocks of other writers may be ahead of ours by this much. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private final AllRaisedEvents raised;
  private final OutboxLedger ledger;
  private final UndeliveredEntries undelivered;
  private final InstantSource clock;

  public ListEvents(
      AllRaisedEvents raised,
      OutboxLedger ledger,
      UndeliveredEntries undelivered,
      InstantSource clock) {
    this.raised = raised;
    this.ledger = ledger;
    this.undelivered = undelivered;
    this.clock = clock;
  }

  /** The state by which events are listed. */
  public enum State {
    PENDING,
    QUARANTINED,
    DELIVERED
  }

  /**
   * Lists the events in this state.
   *
   * <p>Pending events come in the order in which they are due, the latest first, and quarantined
   * ones in the order in which they were quarantined, the latest first.
   *
   * <p>Of the delivered events, only those that were raised within {@link OutboxLedger#RETENTION}
   * are listed: one kind of aggregate after the other, the newest first within each. The limit then
   * counts aggregates, whose events are all on the same page; so a page may contain more or fewer
   * events than requested, or none, and still have a next page. It costs a read per event.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue if the cursor is malformed
   * @throws io.fleetfix.outbox.port.StorageUnavailable if the table cannot be read
   */
  public Page<Delivery> page(State state, PageRequest request) {
    return switch (state) {
      case PENDING -> undelivered.list(Undelivered.PENDING, request);
      case QUARANTINED -> undelivered.list(Undelivered.QUARANTINED, request);
      case DELIVERED -> delivered(request);
    };
  }

  private Page<Delivery> delivered(PageRequest request) {
    Instant now = clock.instant();
    Page<Raised<?>> page =
        raised.between(new Window(now.minus(OutboxLedger.RETENTION), now.plus(AHEAD)), request);
    List<Delivery> delivered = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>(page.unreadable());
    for (Raised<?> aggregate : page.items()) {
      for (DomainEvent event : aggregate.events()) {
        try {
          ledger
              .find(event.eventId())
              .filter(each -> each.state() instanceof Delivery.State.Delivered)
              .ifPresent(delivered::add);
        } catch (UnreadableRow row) {
          unreadable.add(row.row());
        }
      }
    }
    return new Page<>(delivered, unreadable, page.nextCursor());
  }
}
