package io.fleetfix.application;

import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All aggregates in memory. Tests can insert an action between a load and the next commit. */
public final class EffectStore implements UnitOfWork, IdempotencyRecords {
  private final Map<String, Aggregate> stored = new HashMap<>();
  private final Map<String, Unreadable> damaged = new HashMap<>();
  private final Deque<Runnable> others = new ArrayDeque<>();
  private final List<DomainEvent> outbox = new ArrayList<>();
  private int attempts = 0;
  private int commits = 0;

  public EffectStore(Repair... repairs) {
    for (Repair repair : repairs) {
      put(repair);
    }
  }

  /** Runs the action just before the next commit, once per call. */
  public void overtakeBy(Runnable other) {
    others.add(other);
  }

  /** Removes an aggregate, like a manual edit of the table. */
  public void lose(Aggregate state) {
    stored.remove(state.aggregateId());
  }

  /** Stores an aggregate, like the commit of another process. */
  public void put(Aggregate state) {
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

  @Override
  public void restore(Restoration<?> restoration) {
    throw new AssertionError("No use case restores");
  }

  @Override
  public Optional<IdempotencyRecord> find(String aggregateId, Instant now) {
    return find(IdempotencyRecord.class, aggregateId).filter(record -> !record.isExpiredAt(now));
  }

  private Version versionOf(String aggregateId) {
    return find(Aggregate.class, aggregateId).map(Aggregate::version).orElse(Version.NONE);
  }

  /** From now on the row can't be read, like one of a newer release. */
  public void damage(Unreadable row) {
    damaged.put(row.key(), row);
  }

  private <A extends Aggregate> Optional<A> find(Class<A> kind, String aggregateId) {
    if (damaged.containsKey(aggregateId)) {
      throw new UnreadableRow(
          damaged.get(aggregateId), new IllegalArgumentException("A value is missing"));
    }
    return Optional.ofNullable(stored.get(aggregateId)).map(kind::cast);
  }

  public <A extends Aggregate> List<A> all(Class<A> kind) {
    return stored.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public List<DomainEvent> outbox() {
    return List.copyOf(outbox);
  }

  /** The number of attempted commits. */
  public int attempts() {
    return attempts;
  }

  /** The number of successful commits. */
  public int commits() {
    return commits;
  }

  public Repairs repairs() {
    return new Repairs() {
      @Override
      public Optional<Repair> find(RepairId id) {
        return EffectStore.this.find(Repair.class, Repair.aggregateId(id));
      }

      @Override
      public Page<Repair> list(RepairStatus status, PageRequest request) {
        return new NewestFirst<>(
                all(Repair.class).stream()
                    .filter(repair -> repair.state().status() == status)
                    .toList(),
                repair -> new ListPosition(repair.since(), repair.id().value()))
            .page(request);
      }
    };
  }

  public Invoices invoices() {
    return new Invoices() {
      @Override
      public Optional<Document> find(DocumentId id) {
        return EffectStore.this.find(Document.class, id.toString());
      }

      @Override
      public Page<Correction> corrections(PageRequest request) {
        return new NewestFirst<>(
                all(Correction.class),
                each -> new ListPosition(each.at(), each.document().inLists()))
            .page(request);
      }

      @Override
      public Optional<Invoice> find(RepairId repairId) {
        return find(DocumentId.firstInvoice(repairId)).map(Invoice.class::cast);
      }

      @Override
      public Page<Document> list(MailList list, PageRequest request) {
        return new Page<>(
            all(Document.class).stream()
                .filter(each -> MailList.of(each.mailing().status()).equals(Optional.of(list)))
                .toList(),
            null);
      }

      @Override
      public InvoiceNumbers numbers(InvoiceSeries series, int year) {
        return EffectStore.this
            .find(InvoiceNumbers.class, InvoiceNumbers.aggregateId(series, year))
            .orElseGet(() -> InvoiceNumbers.none(series, year));
      }
    };
  }

  /** Finds the events that were raised, all of them pending. */
  public OutboxLedger ledger() {
    return new FindOnlyLedger(
        eventId ->
            outbox.stream()
                .filter(event -> event.eventId().equals(eventId))
                .map(event -> Delivery.pending(OutboxEntry.of(event)))
                .findFirst());
  }

  public Contacts contacts() {
    return repairId -> find(Contact.class, Contact.aggregateId(repairId));
  }

  public Notices notices() {
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
