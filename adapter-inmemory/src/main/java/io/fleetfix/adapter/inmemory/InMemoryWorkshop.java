package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.port.ListPosition;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Traceparent;
import io.fleetfix.domain.Aggregate;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.Notice;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairStatus;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one store behind the in-memory ports, under one lock: what the table and its stream are on
 * DynamoDB. Aggregates are immutable, so nobody holds a live reference into it.
 */
public final class InMemoryWorkshop {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition committed = lock.newCondition();

  private final Map<String, Aggregate> aggregates = new HashMap<>();
  private final Map<RepairStatus, Listing<Repair>> repairs = new EnumMap<>(RepairStatus.class);
  private final Listing<Notice> notices = new Listing<>();
  private final RequestsByAge requests = new RequestsByAge();
  private final Outbox outbox = new Outbox();

  /** Writes all of the changes with their events, or none. */
  void commit(Traceparent trace, List<Change<?>> changes) {
    List<OutboxEntry> entries = new ArrayList<>();
    for (Change<?> change : changes) {
      change.events().forEach(event -> entries.add(OutboxEntry.of(event, trace)));
    }
    lock.lock();
    try {
      changes.forEach(this::check);
      entries.forEach(this::checkNotRaised);
      changes.stream().filter(change -> !change.isRetelling()).forEach(this::write);
      entries.forEach(outbox::add);
      committed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** For the delivery ports alone: what they mark on an entry is no state of the workshop. */
  <T extends @Nullable Object> T outbox(Function<Outbox, T> work) {
    return locked(() -> work.apply(outbox));
  }

  <A extends Aggregate> Optional<A> find(String aggregateId, Class<A> kind) {
    return Optional.ofNullable(locked(() -> aggregates.get(aggregateId))).map(kind::cast);
  }

  Page<Repair> repairs(RepairStatus status, PageRequest request) {
    return locked(() -> listing(status).page(request));
  }

  Page<Notice> notices(PageRequest request) {
    return locked(() -> notices.page(request));
  }

  /** Whether the stream has an entry, or gets a first one in time. */
  boolean awaitEntry(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (!outbox.hasNext() && left > 0) {
        left = committed.awaitNanos(left);
      }
      return outbox.hasNext();
    } finally {
      lock.unlock();
    }
  }

  /** The stream's next entries, which stay until {@link #advance}. */
  List<OutboxEntry> nextEntries(int max) {
    return locked(() -> outbox.next(max));
  }

  void advance(int taken) {
    lock.lock();
    try {
      outbox.advance(taken);
    } finally {
      lock.unlock();
    }
  }

  private void check(Change<?> change) {
    Aggregate stored = aggregates.get(change.state().aggregateId());
    Version version =
        stored == null || givesWay(stored, change.state()) ? Version.NONE : stored.version();
    if (!version.equals(change.expected())) {
      throw new ConcurrencyConflict(change.state().aggregateId());
    }
  }

  private void checkNotRaised(OutboxEntry entry) {
    if (outbox.holds(entry.eventId())) {
      throw new ConcurrencyConflict(entry.aggregateId());
    }
  }

  private static boolean givesWay(Aggregate stored, Aggregate next) {
    return stored instanceof Request earlier
        && next instanceof Request request
        && earlier.isExpiredAt(request.receivedAt());
  }

  private void write(Change<?> change) {
    Aggregate before = aggregates.put(change.state().aggregateId(), change.state());
    switch (change.state()) {
      case Repair repair -> relist((Repair) before, repair);
      case Notice notice ->
          notices.put(new ListPosition(notice.postedAt(), notice.eventId().toString()), notice);
      case Invoice invoice -> {} // found by its repair, never listed
      case InvoiceNumbers numbers -> {}
      case Request request -> keep((Request) before, request);
    }
  }

  private void relist(@Nullable Repair before, Repair repair) {
    if (before != null) {
      listing(before.state().status()).remove(position(before));
    }
    listing(repair.state().status()).put(position(repair), repair);
  }

  private void keep(@Nullable Request before, Request request) {
    if (before != null) {
      requests.remove(before);
    }
    requests.add(request);
    requests
        .takeExpired(request.receivedAt())
        .forEach(expired -> aggregates.remove(expired.aggregateId()));
  }

  private Listing<Repair> listing(RepairStatus status) {
    return repairs.computeIfAbsent(status, none -> new Listing<>());
  }

  private static ListPosition position(Repair repair) {
    return new ListPosition(repair.since(), repair.id().value());
  }

  private <T extends @Nullable Object> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }
}
