package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Notices;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryKind.Place;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;

/** The current notices. */
public record InMemoryNotices(InMemoryStore store) implements Notices {
  private static final String LIST = "notices";

  public static final InMemoryKind<Notice> KIND =
      new InMemoryKind<>(
          Notice.class,
          notice ->
              Optional.of(
                  new Place(
                      LIST, new ListPosition(notice.postedAt(), notice.eventId().toString()))),
          notice -> Room.removableWith(notice.repairId().value(), 0)); // counts with its repair

  @Override
  public Optional<Notice> find(EventId eventId) {
    return store.find(Notice.aggregateId(eventId), Notice.class);
  }

  @Override
  public Page<Notice> list(PageRequest request) {
    return store.list(LIST, request, Notice.class);
  }
}
