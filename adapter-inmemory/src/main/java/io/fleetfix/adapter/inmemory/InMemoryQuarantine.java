package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.ListPosition;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.domain.EventId;
import java.time.Instant;

/** What was given up of the store's outbox. */
public final class InMemoryQuarantine implements Quarantine {
  private final InMemoryWorkshop workshop;

  public InMemoryQuarantine(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public void enter(EventId eventId, String reason, Instant at) {
    workshop.outbox(outbox -> outbox.quarantine(eventId, reason, at));
  }

  @Override
  public boolean release(EventId eventId, Instant at) {
    return workshop.outbox(outbox -> outbox.release(eventId, at));
  }

  /** There are few, so that they are put into their order when somebody wants to see them. */
  @Override
  public Page<Quarantined> list(PageRequest request) {
    Listing<Quarantined> listing = new Listing<>();
    workshop
        .outbox(Outbox::quarantined)
        .forEach(each -> listing.put(new ListPosition(each.at(), each.eventId()), each));
    return listing.page(request);
  }
}
