package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.inmemory.InMemoryKind.Place;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store that the in-memory ports share, guarded by one lock. It stands for the DynamoDB table
 * and its stream. Aggregates are immutable, so callers cannot change stored state.
 */
public final class InMemoryStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final OutboxFormat format;
  private final Map<Class<?>, InMemoryKind<?>> kinds = new LinkedHashMap<>();

  private final Map<String, Aggregate> aggregates = new HashMap<>();
  private final Map<String, TimeList<Aggregate>> lists = new HashMap<>();
  private final RecordsByAge records = new RecordsByAge();
  private final InMemoryOutboxLedger outbox =
      new InMemoryOutboxLedger(lock, new LedgerRows(new HashMap<>()), aggregateId -> {});
  private final NewEntries newEntries = new NewEntries(lock);

  /**
   * Creates an empty store.
   *
   * @param kinds the kinds of aggregate that it keeps, in addition to idempotency records
   */
  public InMemoryStore(OutboxFormat format, InMemoryKind<?>... kinds) {
    this.format = format;
    Stream.concat(Stream.of(kinds), Stream.of(InMemoryKind.unlisted(IdempotencyRecord.class)))
        .forEach(kind -> this.kinds.put(kind.type(), kind));
  }

  /** All kinds of aggregate that the store keeps. */
  @SuppressWarnings("unchecked") // a kind's type is that of an aggregate
  public Set<Class<? extends Aggregate>> kinds() {
    return (Set<Class<? extends Aggregate>>) (Set<?>) Set.copyOf(kinds.keySet());
  }

  /** The ledger of the store's outbox. */
  public InMemoryOutboxLedger outbox() {
    return outbox;
  }

  /** The entries that the stream has not passed on yet. */
  NewEntries newEntries() {
    return newEntries;
  }

  public <A extends Aggregate> Optional<A> find(String aggregateId, Class<A> type) {
    return Optional.ofNullable(locked(() -> aggregates.get(aggregateId))).map(type::cast);
  }

  /** Reads a page of a list; {@link InMemoryKind#place} assigns aggregates to lists. */
  public <A extends Aggregate> Page<A> list(String list, PageRequest request, Class<A> type) {
    return locked(() -> listed(list).page(request, Aggregate::sizeInBytes)).map(type::cast);
  }

  /** Writes all changes with their events, or nothing. */
  void commit(Traceparent trace, List<Change<?>> changes) {
    changes.forEach(change -> kindOf(change.state()));
    List<OutboxEntry> entries = new ArrayList<>();
    changes.forEach(change -> entries.addAll(entries(change.events(), trace)));
    locked(
        () -> {
          changes.forEach(change -> check(change.state(), change.expected()));
          entries.forEach(this::checkNotRaised);
          changes.forEach(change -> write(change.state()));
          outbox.add(entries);
          newEntries.add(entries);
          return true;
        });
  }

  /** Puts the lost events back if the state is stored as given. */
  void restore(Traceparent trace, Restoration<?> restoration) {
    List<OutboxEntry> entries = entries(restoration.lost(), trace);
    locked(
        () -> {
          check(restoration.stored(), restoration.stored().version());
          entries.forEach(this::checkNotRaised);
          outbox.add(entries);
          newEntries.add(entries);
          return true;
        });
  }

  private List<OutboxEntry> entries(List<DomainEvent> events, Traceparent trace) {
    return events.stream().map(event -> format.checked(OutboxEntry.of(event, trace))).toList();
  }

  private InMemoryKind<?> kindOf(Aggregate state) {
    InMemoryKind<?> kind = kinds.get(state.getClass());
    if (kind == null) {
      throw new IllegalArgumentException(
          "The store does not know this kind of aggregate: " + state.getClass());
    }
    return kind;
  }

  private void check(Aggregate state, Version expected) {
    Aggregate stored = aggregates.get(state.aggregateId());
    Version version = stored == null || givesWay(stored, state) ? Version.NONE : stored.version();
    if (!version.equals(expected)) {
      throw new ConcurrencyConflict(state.aggregateId());
    }
  }

  private void checkNotRaised(OutboxEntry entry) {
    if (outbox.holds(entry.eventId())) {
      throw new ConcurrencyConflict(entry.aggregateId());
    }
  }

  private static boolean givesWay(Aggregate stored, Aggregate next) {
    return stored instanceof IdempotencyRecord earlier
        && next instanceof IdempotencyRecord record
        && earlier.isExpiredAt(record.receivedAt());
  }

  private void write(Aggregate state) {
    InMemoryKind<?> kind = kindOf(state);
    Aggregate before = aggregates.put(state.aggregateId(), state);
    placeOf(kind, before).ifPresent(place -> listed(place.list()).remove(place.position()));
    placeOf(kind, state).ifPresent(place -> listed(place.list()).put(place.position(), state));
    if (state instanceof IdempotencyRecord record) {
      keep((IdempotencyRecord) before, record);
    }
  }

  private static Optional<Place> placeOf(InMemoryKind<?> kind, @Nullable Aggregate state) {
    return state == null ? Optional.empty() : kind.placeOf(state);
  }

  private void keep(@Nullable IdempotencyRecord before, IdempotencyRecord record) {
    if (before != null) {
      records.remove(before);
    }
    records.add(record);
    records
        .takeExpired(record.receivedAt())
        .forEach(expired -> aggregates.remove(expired.aggregateId()));
  }

  private TimeList<Aggregate> listed(String list) {
    return lists.computeIfAbsent(list, none -> new TimeList<>());
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
