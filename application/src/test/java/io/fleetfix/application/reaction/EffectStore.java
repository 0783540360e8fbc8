package io.fleetfix.application.reaction;

import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Aggregate;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.InvoiceSeries;
import io.fleetfix.domain.Notice;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairStatus;
import io.fleetfix.domain.Version;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All aggregates in memory; something can happen between a load and the commit that follows it. */
final class EffectStore implements UnitOfWork {
  private final Map<String, Aggregate> stored = new HashMap<>();
  private final Deque<Runnable> others = new ArrayDeque<>();
  private final List<DomainEvent> outbox = new ArrayList<>();
  private int attempts = 0;
  private int commits = 0;

  EffectStore(Repair... repairs) {
    for (Repair repair : repairs) {
      put(repair);
    }
  }

  /** Runs this just before the next commit; once per call. */
  void overtakeBy(Runnable other) {
    others.add(other);
  }

  /** As a hand in the table would. */
  void lose(Aggregate state) {
    stored.remove(state.aggregateId());
  }

  /** As somebody else's commit would. */
  void put(Aggregate state) {
    stored.put(state.aggregateId(), state);
  }

  @Override
  public void commit(Change<?>... changes) {
    attempts++;
    Runnable other = others.poll();
    if (other != null) {
      other.run();
    }
    for (Change<?> change : changes) {
      String id = change.state().aggregateId();
      if (!versionOf(id).equals(change.expected())) {
        throw new ConcurrencyConflict(id);
      }
    }
    for (DomainEvent event : List.of(changes).stream().flatMap(c -> c.events().stream()).toList()) {
      if (outbox.stream().anyMatch(raised -> raised.eventId().equals(event.eventId()))) {
        throw new ConcurrencyConflict(event.aggregateId());
      }
    }
    for (Change<?> change : changes) {
      put(change.state());
      outbox.addAll(change.events());
    }
    commits++;
  }

  private Version versionOf(String aggregateId) {
    return find(Aggregate.class, aggregateId).map(Aggregate::version).orElse(Version.NONE);
  }

  private <A extends Aggregate> Optional<A> find(Class<A> kind, String aggregateId) {
    return Optional.ofNullable(stored.get(aggregateId)).map(kind::cast);
  }

  <A extends Aggregate> List<A> all(Class<A> kind) {
    return stored.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<DomainEvent> outbox() {
    return List.copyOf(outbox);
  }

  /** How often a commit was tried. */
  int attempts() {
    return attempts;
  }

  /** How many commits succeeded. */
  int commits() {
    return commits;
  }

  Repairs repairs() {
    return new Repairs() {
      @Override
      public Optional<Repair> find(RepairId id) {
        return EffectStore.this.find(Repair.class, Repair.aggregateId(id));
      }

      @Override
      public Page<Repair> list(RepairStatus status, PageRequest request) {
        return new Page<>(all(Repair.class), null);
      }
    };
  }

  Invoices invoices() {
    return new Invoices() {
      @Override
      public Optional<Invoice> find(RepairId repairId) {
        return EffectStore.this.find(Invoice.class, Invoice.aggregateId(repairId));
      }

      @Override
      public InvoiceNumbers numbers(InvoiceSeries series, int year) {
        return EffectStore.this
            .find(InvoiceNumbers.class, InvoiceNumbers.aggregateId(series, year))
            .orElseGet(() -> InvoiceNumbers.none(series, year));
      }
    };
  }

  DeliveryLedger ledger() {
    return new DeliveryLedger() {
      @Override
      public Confirmation confirm(EventId eventId, Instant deliveredAt) {
        throw new AssertionError("Reactions confirm nothing");
      }

      @Override
      public Optional<Delivery> find(EventId eventId) {
        return outbox.stream()
            .filter(event -> event.eventId().equals(eventId))
            .map(event -> Delivery.pending(OutboxEntry.of(event)))
            .findFirst();
      }

      @Override
      public void note(EventId eventId, Attempt attempt) {
        throw new AssertionError("Reactions send nothing");
      }
    };
  }

  Notices notices() {
    return new Notices() {
      @Override
      public Optional<Notice> find(EventId eventId) {
        return EffectStore.this.find(Notice.class, Notice.aggregateId(eventId));
      }

      @Override
      public Page<Notice> list(PageRequest request) {
        return new Page<>(all(Notice.class), null);
      }
    };
  }
}
