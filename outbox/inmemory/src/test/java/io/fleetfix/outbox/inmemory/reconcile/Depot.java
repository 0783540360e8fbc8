package io.fleetfix.outbox.inmemory.reconcile;

import static io.fleetfix.outbox.contracts.Parcels.NOON;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.NoRaisedEvents;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.ReconcileOutbox.Report;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReconcileMemory;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.inmemory.Labels;
import io.fleetfix.outbox.inmemory.delivery.PassingLedger;
import io.fleetfix.outbox.inmemory.delivery.ShippedParcels;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.RaisedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** Parcels, their events and labels, and a manual clock. The bus delivers nothing by itself. */
final class Depot implements EventBus {
  final InMemoryStore store =
      new InMemoryStore(
          Parcels.FORMAT,
          ShippedParcels.kind(),
          InMemoryKind.unlisted(Labels.Label.class),
          InMemoryKind.unlisted(Labels.Roll.class));
  final InMemoryReconcileMemory memory = new InMemoryReconcileMemory();
  final Map<String, Set<String>> followers = new HashMap<>();
  final List<List<OutboxEntry>> published = new ArrayList<>();
  boolean silent;
  Instant now = NOON;

  final Set<EventId> expired = new HashSet<>();

  private final OutboxLedger ledger =
      new PassingLedger(store.outbox()) {
        @Override
        public Optional<Delivery> find(EventId eventId) {
          return expired.contains(eventId) ? Optional.empty() : super.find(eventId);
        }
      };
  private final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  private final Labels labels = new Labels(store);

  /** An instance of the service whose clock is off. */
  ReconcileSinceMark instance(Duration off) {
    AllRaisedEvents raised =
        new AllRaisedEvents(
            List.of(
                new WithFollowers(new ShippedParcels(store), followers),
                new NoRaisedEvents<>(Labels.Label.class, Labels.Label.KEY_PREFIX),
                new NoRaisedEvents<>(Labels.Roll.class, Labels.Roll.KEY),
                new NoRaisedEvents<>(IdempotencyRecord.class, IdempotencyRecord.KEY_PREFIX)),
            store.kinds());
    ReconcileOutbox reconcile =
        new ReconcileOutbox(
            raised, ledger, unitOfWork, new Resender(ledger, this), () -> now.plus(off));
    return new ReconcileSinceMark(reconcile, memory, () -> now.plus(off));
  }

  /** Runs one round to its end, and returns how many aggregates it compared. */
  static int round(ReconcileSinceMark instance) {
    int checked = 0;
    do {
      Report report = instance.step(() -> {});
      checked += report.checked();
    } while (instance.isInRound());
    return checked;
  }

  /** Ships a parcel. Its event is in the outbox, pending. */
  Parcel ship(Instant at) {
    Change<Parcel> shipped = shipment(at);
    unitOfWork.commit(shipped);
    return shipped.state();
  }

  /** Ships a parcel whose event is lost. */
  Parcel shipAndLose(Instant at) {
    Change<Parcel> shipped = shipment(at);
    unitOfWork.commit(shipped.withoutEvents());
    return shipped.state();
  }

  private Change<Parcel> shipment(Instant at) {
    Change<Parcel> packed = Parcels.packed();
    unitOfWork.commit(packed);
    return Parcels.shipped(packed.state(), at);
  }

  void restore(Parcel parcel) {
    unitOfWork.restore(
        new Raised<>(parcel, List.of(parcel.shippedEvent()), Map.of())
            .restoring(parcel.shippedEvent()));
  }

  void deliver(Parcel parcel) {
    store.outbox().confirm(OutboxEntry.of(parcel.shippedEvent()), now);
  }

  void label(Parcel parcel) {
    labels.on(OutboxEntry.of(parcel.shippedEvent()));
  }

  SortedMap<String, SortedSet<String>> open() {
    return memory.latest().open();
  }

  /** The ids of the aggregates with a mismatch. */
  Set<String> mismatched() {
    Set<String> ids = new HashSet<>();
    open()
        .forEach(
            (id, kinds) -> {
              if (!kinds.isEmpty()) {
                ids.add(id);
              }
            });
    return ids;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    published.add(entries);
    return silent
        ? entries.stream()
            .map(
                each ->
                    new NotAccepted(
                        each.eventId(), NotAccepted.Cause.UNAVAILABLE, "Timeout", false))
            .toList()
        : List.of();
  }

  private record WithFollowers(RaisedEvents<Parcel> parcels, Map<String, Set<String>> followers)
      implements RaisedEvents<Parcel> {
    @Override
    public Class<Parcel> type() {
      return parcels.type();
    }

    @Override
    public String keyPrefix() {
      return parcels.keyPrefix();
    }

    @Override
    public Set<String> eventTypes() {
      return parcels.eventTypes();
    }

    @Override
    public Set<String> effects() {
      return parcels.effects();
    }

    @Override
    public Set<String> refusable() {
      return parcels.refusable();
    }

    @Override
    public Page<Raised<Parcel>> between(Window window, PageRequest page) {
      return parcels.between(window, page).map(this::followed);
    }

    @Override
    public Optional<Raised<Parcel>> of(String aggregateId) {
      return parcels.of(aggregateId).map(this::followed);
    }

    private Raised<Parcel> followed(Raised<Parcel> raised) {
      return new Raised<>(
          raised.state(),
          raised.events(),
          raised.effects(),
          raised.unreadable(),
          followers.getOrDefault(raised.state().aggregateId(), Set.of()));
    }
  }
}
