package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.inmemory.Groups.Group;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.port.UnitOfWork.StoreFull;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store that the in-memory ports share, guarded by one lock. It stands for the DynamoDB table
 * and its stream. Aggregates are immutable, so callers cannot change stored state.
 *
 * <p>It has a capacity in bytes of heap, estimated by {@link InMemoryKind#room}. When a commit
 * exceeds it, the groups of aggregates that were finished first are removed, with their events and
 * the records of their requests. A group is finished when each of its aggregates may be removed,
 * and each of its events was delivered; nothing else is ever removed. If there is not enough to
 * remove, a commit that stores a new or larger aggregate is refused with {@link StoreFull}, but for
 * aggregates that may be removed later: what was accepted can be finished. By these, the estimate
 * may exceed the capacity.
 */
public final class InMemoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryStore.class);
  private static final long MEBIBYTE = 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final OutboxFormat format;
  private final long capacity;
  private final StoredAggregates aggregates;
  private final Groups groups = new Groups();
  private final InMemoryOutboxLedger outbox =
      new InMemoryOutboxLedger(lock, new LedgerRows(), this::review);
  private final NewEntries newEntries = new NewEntries(lock);
  private boolean hasRemoved;

  /**
   * Creates an empty store with the capacity {@link #capacityOf} this process.
   *
   * @param kinds the kinds of aggregate that it keeps, in addition to idempotency records
   */
  public InMemoryStore(OutboxFormat format, InMemoryKind<?>... kinds) {
    this(format, capacityOf(Runtime.getRuntime().maxMemory()), kinds);
  }

  /**
   * Creates an empty store.
   *
   * @param capacity in bytes
   */
  public InMemoryStore(OutboxFormat format, long capacity, InMemoryKind<?>... kinds) {
    this.format = format;
    this.capacity = capacity;
    this.aggregates =
        new StoredAggregates(
            Stream.concat(Stream.of(kinds), Stream.of(InMemoryKind.ofRecords())).toList());
  }

  /**
   * The capacity that leaves a process of this size enough room to work: half of its heap, less 16
   * MiB for the program itself, but at least 4 MiB.
   */
  public static long capacityOf(long maxHeapBytes) {
    return Math.max(maxHeapBytes / 2 - 16 * MEBIBYTE, 4 * MEBIBYTE);
  }

  /** The capacity in bytes. */
  public long capacity() {
    return capacity;
  }

  /** How much of the capacity is used, in estimated bytes. */
  public long used() {
    return locked(groups::bytes);
  }

  /** All kinds of aggregate that the store keeps. */
  @SuppressWarnings("unchecked") // a kind's type is that of an aggregate
  public Set<Class<? extends Aggregate>> kinds() {
    return (Set<Class<? extends Aggregate>>) (Set<?>) aggregates.kinds();
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
    return Optional.ofNullable(locked(() -> aggregates.find(aggregateId))).map(type::cast);
  }

  /** Reads a page of a list; {@link InMemoryKind#place} assigns aggregates to lists. */
  public <A extends Aggregate> Page<A> list(String list, PageRequest request, Class<A> type) {
    return locked(() -> aggregates.page(list, request)).map(type::cast);
  }

  /** Writes all changes with their events, or nothing. */
  void commit(Traceparent trace, List<Change<?>> changes) {
    changes.forEach(change -> aggregates.kindOf(change.state()));
    List<OutboxEntry> entries = new ArrayList<>();
    changes.forEach(change -> entries.addAll(entries(change.events(), trace)));
    locked(
        () -> {
          changes.forEach(change -> check(change.state(), change.expected()));
          entries.forEach(this::checkNotRaised);
          makeRoom(changes);
          changes.forEach(change -> write(change.state()));
          add(entries);
          changes.forEach(change -> review(change.state().aggregateId()));
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
          add(entries);
          review(restoration.stored().aggregateId());
          return true;
        });
  }

  private void add(List<OutboxEntry> entries) {
    outbox.add(entries);
    newEntries.add(entries);
    for (OutboxEntry entry : entries) {
      aggregates
          .roomOf(entry.aggregateId())
          .ifPresent(room -> groups.add(room.group(), entry.eventId()));
    }
  }

  private List<OutboxEntry> entries(List<DomainEvent> events, Traceparent trace) {
    return events.stream().map(event -> format.checked(OutboxEntry.of(event, trace))).toList();
  }

  private void check(Aggregate state, Version expected) {
    Aggregate stored = aggregates.find(state.aggregateId());
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
    Optional<Room> before = aggregates.roomOf(state.aggregateId());
    aggregates.put(state);
    groups.put(state.aggregateId(), before, aggregates.roomOf(state));
    if (state instanceof IdempotencyRecord latest) {
      for (IdempotencyRecord expired : aggregates.takeExpired(latest)) {
        aggregates.remove(expired.aggregateId());
        groups.remove(expired.aggregateId(), aggregates.roomOf(expired));
      }
    }
  }

  /** Removes what is finished until the changes fit, but never what they change. */
  private void makeRoom(List<Change<?>> changes) {
    long more = 0;
    boolean refusable = false;
    for (Change<?> change : changes) {
      Room room = aggregates.roomOf(change.state());
      more += room.bytes();
      more -= aggregates.roomOf(change.state().aggregateId()).map(Room::bytes).orElse(0L);
      refusable |= room.removableWith().isEmpty();
      groups.keep(room.group());
    }
    while (groups.bytes() + more > capacity && removeTheFirstFinished()) {
      // until there is room
    }
    if (refusable && more > 0 && groups.bytes() + more > capacity) {
      changes.forEach(change -> review(change.state().aggregateId()));
      throw new StoreFull();
    }
  }

  private boolean removeTheFirstFinished() {
    Optional<Group> first = groups.takeRemovable();
    if (first.isPresent() && !hasRemoved) {
      hasRemoved = true;
      LOG.atInfo()
          .addKeyValue("capacityBytes", capacity)
          .log("The store is full; from now on it removes what was finished first");
    }
    first.ifPresent(
        group -> {
          outbox.forget(group.eventIds());
          group.aggregateIds().forEach(aggregates::remove);
        });
    return first.isPresent();
  }

  /** Decides whether the group of this aggregate may be removed from now on. */
  private void review(String aggregateId) {
    aggregates.roomOf(aggregateId).ifPresent(room -> groups.review(room.group(), this::isFinished));
  }

  private boolean isFinished(Group group) {
    return group.aggregateIds().stream()
            .allMatch(
                id ->
                    aggregates
                        .roomOf(id)
                        .flatMap(Room::removableWith)
                        .filter(aggregates::holdsAll)
                        .isPresent())
        && group.eventIds().stream().allMatch(outbox::isDelivered);
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
