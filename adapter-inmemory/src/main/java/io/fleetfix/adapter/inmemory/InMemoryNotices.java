package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Notice;
import java.util.Optional;

/** Notices as the store has them this moment. */
public final class InMemoryNotices implements Notices {
  private final InMemoryWorkshop workshop;

  public InMemoryNotices(InMemoryWorkshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Optional<Notice> find(EventId eventId) {
    return workshop.find(Notice.aggregateId(eventId), Notice.class);
  }

  @Override
  public Page<Notice> list(PageRequest request) {
    return workshop.notices(request);
  }
}
