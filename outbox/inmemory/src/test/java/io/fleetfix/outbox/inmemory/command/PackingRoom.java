package io.fleetfix.outbox.inmemory.command;

import static io.fleetfix.outbox.contracts.Parcels.FORMAT;
import static io.fleetfix.outbox.contracts.Parcels.NOON;

import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcel.Refusal;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes commands on parcels, and records what they wrote. */
final class PackingRoom implements UnitOfWork {
  final InMemoryStore store = new InMemoryStore(FORMAT, InMemoryKind.unlisted(Parcel.class));
  final List<IdempotencyRecord> records = new ArrayList<>();
  Instant now = NOON;
  int commits;

  private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);

  /** Stores a parcel before the test begins. */
  PackingRoom with(Parcel parcel) {
    unitOfWork.commit(Change.of(parcel));
    return this;
  }

  @Override
  public void commit(Change<?>... changes) {
    unitOfWork.commit(changes);
    commits++;
    for (Change<?> change : changes) {
      if (change.state() instanceof IdempotencyRecord record) {
        records.add(record);
      }
    }
  }

  @Override
  public void restore(Restoration<?> restoration) {
    unitOfWork.restore(restoration);
  }

  Outcome<Parcel, Refusal> pack(String id, CommandOptions options, UnitOfWork writer) {
    return commands(writer).create(id, Parcel.packed(id, "A book"), options);
  }

  Outcome<Parcel, Refusal> repack(String id, CommandOptions options, UnitOfWork writer) {
    return commands(writer)
        .change(id, parcel -> parcel.repack(parcel.contents() + ", a bulb"), options);
  }

  Outcome<Parcel, Refusal> ship(String id, CommandOptions options) {
    return commands(this).change(id, parcel -> parcel.ship(now), options);
  }

  private ExecuteCommand<Parcel, Refusal> commands(UnitOfWork writer) {
    return new ExecuteCommand<>(
        this::find, new InMemoryIdempotencyRecords(store), writer, () -> now);
  }

  Optional<Parcel> find(String id) {
    return store.find(Parcel.KEY_PREFIX + id, Parcel.class);
  }

  Parcel stored(String id) {
    return find(id).orElseThrow();
  }

  long raised() {
    return store.outbox().size().pending();
  }
}
