package io.fleetfix.application.repair;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Repairs and requests in memory. Tests can insert another commit between a load and the next
 * commit.
 */
final class RepairStore implements Repairs, IdempotencyRecords, UnitOfWork {
  private final Map<RepairId, Repair> stored = new HashMap<>();
  private final Map<String, IdempotencyRecord> requests = new HashMap<>();
  private final Deque<UnaryOperator<Repair>> others = new ArrayDeque<>();
  private final List<Repair> attempts = new ArrayList<>();
  private final List<DomainEvent> outbox = new ArrayList<>();
  private int commits = 0;

  RepairStore(Repair... repairs) {
    for (Repair repair : repairs) {
      stored.put(repair.id(), repair);
    }
  }

  /** Stores the repair just before the next commit, once per call, like another process. */
  void overtakeWith(Repair repair) {
    overtakeWith(attempt -> repair);
  }

  /** As above, with a repair made from the one that is about to be committed. */
  void overtakeWith(UnaryOperator<Repair> other) {
    others.add(other);
  }

  @Override
  public void commit(Change<?>... changes) {
    for (Change<?> change : changes) {
      check(change);
    }
    for (Change<?> change : changes) {
      write(change);
    }
    commits++;
  }

  @Override
  public void restore(Restoration<?> restoration) {
    throw new AssertionError("No use case restores");
  }

  /** A command on these repairs. */
  ExecuteCommand<Repair, Refusal> command(InstantSource clock) {
    return command(this, clock);
  }

  /** A command on these repairs that commits through another unit of work. */
  ExecuteCommand<Repair, Refusal> command(UnitOfWork door, InstantSource clock) {
    return new ExecuteCommand<>(id -> find(new RepairId(id)), this, door, clock);
  }

  private void check(Change<?> change) {
    Version current =
        switch (change.state()) {
          case Repair repair -> overtaken(repair).map(Repair::version).orElse(Version.NONE);
          case IdempotencyRecord request ->
              find(request.aggregateId(), request.receivedAt())
                  .map(IdempotencyRecord::version)
                  .orElse(Version.NONE);
          default ->
              throw new AssertionError("A repair's command commits repairs and requests only");
        };
    if (!current.equals(change.expected())) {
      throw new ConcurrencyConflict(change.state().aggregateId());
    }
  }

  private Optional<Repair> overtaken(Repair attempt) {
    attempts.add(attempt);
    UnaryOperator<Repair> other = others.poll();
    if (other != null) {
      stored.put(attempt.id(), other.apply(attempt));
    }
    return find(attempt.id());
  }

  private void write(Change<?> change) {
    if (change.state() instanceof Repair repair) {
      stored.put(repair.id(), repair);
    } else if (change.state() instanceof IdempotencyRecord request) {
      requests.put(request.aggregateId(), request);
    }
    outbox.addAll(change.events());
  }

  @Override
  public Optional<Repair> find(RepairId id) {
    return Optional.ofNullable(stored.get(id));
  }

  @Override
  public Optional<IdempotencyRecord> find(String aggregateId, Instant now) {
    return Optional.ofNullable(requests.get(aggregateId))
        .filter(request -> !request.isExpiredAt(now));
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    List<Repair> found =
        stored.values().stream().filter(repair -> repair.state().status() == status).toList();
    return new Page<>(found, "after " + request.cursor() + " up to " + request.limit());
  }

  Repair theRepair() {
    return stored.values().iterator().next();
  }

  /** The latest request of each key. */
  List<IdempotencyRecord> requests() {
    return List.copyOf(requests.values());
  }

  /** Every state in an attempted commit, successful or not. */
  List<Repair> attempts() {
    return List.copyOf(attempts);
  }

  /** The events of successful commits. */
  List<DomainEvent> outbox() {
    return List.copyOf(outbox);
  }

  /** The number of successful commits, without those that {@link #overtakeWith} simulates. */
  int commits() {
    return commits;
  }
}
