package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Stamps, and the roll that each is taken from, in memory: all or nothing is stored. */
final class Stamps implements UnitOfWork, IdempotencyRecords {
  private final Map<String, Aggregate> stored = new HashMap<>();
  private final Deque<Runnable> others = new ArrayDeque<>();
  int commits = 0;

  /** The stamps that are left on a roll. */
  record Roll(Version version, int left) implements Aggregate {
    @Override
    public String aggregateId() {
      return "ROLL#1";
    }

    Roll without() {
      return new Roll(version.next(), left - 1);
    }
  }

  /** One stamp. */
  record Stamp(String aggregateId) implements Aggregate {
    @Override
    public Version version() {
      return Version.FIRST;
    }
  }

  Stamps(int onTheRoll) {
    stored.put("ROLL#1", new Roll(Version.FIRST, onTheRoll));
  }

  /** Runs the action just before the next commit, once per call. */
  void overtakeBy(Runnable other) {
    others.add(other);
  }

  /** Puts another stamp on the roll, like another process. */
  void refill() {
    stored.put("ROLL#1", new Roll(roll().version().next(), roll().left() + 1));
  }

  Roll roll() {
    return (Roll) Objects.requireNonNull(stored.get("ROLL#1"));
  }

  Optional<Stamp> stamp(String aggregateId) {
    return Optional.ofNullable((Stamp) stored.get(aggregateId));
  }

  long count(Class<? extends Aggregate> kind) {
    return stored.values().stream().filter(kind::isInstance).count();
  }

  @Override
  public void commit(Change<?>... changes) {
    Runnable other = others.poll();
    if (other != null) {
      other.run();
    }
    for (Change<?> change : changes) {
      Aggregate now = stored.get(change.state().aggregateId());
      if (!change.expected().equals(now == null ? Version.NONE : now.version())) {
        throw new ConcurrencyConflict(change.state().aggregateId());
      }
    }
    for (Change<?> change : changes) {
      stored.put(change.state().aggregateId(), change.state());
    }
    commits++;
  }

  @Override
  public void restore(Restoration<?> restoration) {
    throw new AssertionError("Nothing is restored");
  }

  @Override
  public Optional<IdempotencyRecord> find(String aggregateId, Instant now) {
    return Optional.ofNullable((IdempotencyRecord) stored.get(aggregateId))
        .filter(record -> !record.isExpiredAt(now));
  }
}
