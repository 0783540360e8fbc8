package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryKind.Place;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;

/** The current repairs. */
public record InMemoryRepairs(InMemoryStore store) implements Repairs {
  public static final InMemoryKind<Repair> KIND =
      new InMemoryKind<>(
          Repair.class,
          repair ->
              Optional.of(
                  new Place(
                      list(repair.state().status()),
                      new ListPosition(repair.since(), repair.id().value()))));

  private static String list(RepairStatus status) {
    return "repairs " + status;
  }

  @Override
  public Optional<Repair> find(RepairId id) {
    return store.find(Repair.aggregateId(id), Repair.class);
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    return store.list(list(status), request, Repair.class);
  }
}
