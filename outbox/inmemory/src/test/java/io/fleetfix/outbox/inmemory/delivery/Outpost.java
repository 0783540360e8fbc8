package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.contracts.Parcels.FORMAT;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.NoRaisedEvents;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryRedeliveries;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemorySweepMemory;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.inmemory.Labels;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An outbox without a fast path: a manual clock, a recording bus, the sweeper and the other
 * recovery tools. The bus fails the test if an entry is published that was not claimed before.
 */
final class Outpost implements InstantSource, EventBus {
  final InMemoryStore store =
      new InMemoryStore(
          FORMAT,
          ShippedParcels.kind(),
          InMemoryKind.unlisted(Labels.Label.class),
          InMemoryKind.unlisted(Labels.Roll.class));
  final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  final OutboxLedger ledger = store.outbox();
  final InMemoryReceipts receipts = new InMemoryReceipts();
  final InMemorySweepMemory memory = new InMemorySweepMemory();
  final InMemoryRedeliveries redeliveries = new InMemoryRedeliveries();
  final ShippedParcels parcels = new ShippedParcels(store);
  final AllRaisedEvents raised =
      new AllRaisedEvents(
          List.of(
              parcels,
              new NoRaisedEvents<>(Labels.Label.class, Labels.Label.KEY_PREFIX),
              new NoRaisedEvents<>(Labels.Roll.class, Labels.Roll.KEY),
              new NoRaisedEvents<>(IdempotencyRecord.class, IdempotencyRecord.KEY_PREFIX)),
          store.kinds());
  final Resender resender = new Resender(ledger, this);
  final SweepOutbox sweeper = sweeper(ledger);
  final ReconcileOutbox reconciler = reconciler(ledger);
  final RedeliverEvents redeliverer = redeliverer(ledger);

  private final ConfirmDelivery confirmer =
      new ConfirmDelivery(ledger, receipts, this, (event, confirmation, at) -> count(confirmation));
  private final Map<EventId, Integer> timesSent = new HashMap<>();
  private final List<OutboxEntry> sent = new ArrayList<>();
  private Function<OutboxEntry, Optional<Cause>> answer = entry -> Optional.empty();
  private boolean silent;
  private Instant now = NOON;
  private long confirmed;

  /** The sweeper on another ledger. */
  SweepOutbox sweeper(OutboxLedger other) {
    return new SweepOutbox(other, receipts, memory, new Resender(other, this), this);
  }

  ReconcileOutbox reconciler(OutboxLedger other) {
    return new ReconcileOutbox(raised, other, unitOfWork, new Resender(other, this), this);
  }

  RedeliverEvents redeliverer(OutboxLedger other) {
    return new RedeliverEvents(raised, other, redeliveries, new Resender(other, this), this);
  }

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Packs and ships a parcel now. */
  Parcel ship() {
    Change<Parcel> shipped = shipment();
    unitOfWork.commit(shipped);
    return shipped.state();
  }

  /** Ships a parcel whose outbox entry is lost. */
  Parcel shipAndLose() {
    Change<Parcel> shipped = shipment();
    unitOfWork.commit(shipped.withoutEvents());
    return shipped.state();
  }

  private Change<Parcel> shipment() {
    Change<Parcel> packed = Parcels.packed();
    unitOfWork.commit(packed);
    return Parcels.shipped(packed.state(), now);
  }

  static OutboxEntry eventOf(Parcel parcel) {
    return OutboxEntry.of(parcel.shippedEvent());
  }

  OutboxEntry raise() {
    return eventOf(ship());
  }

  void label(OutboxEntry event) {
    new Labels(store).on(event);
  }

  private void count(Confirmation confirmation) {
    if (confirmation == Confirmation.FIRST || confirmation == Confirmation.AFTER_RESEND) {
      confirmed++;
    }
  }

  /** The number of events that have been confirmed. */
  long confirmed() {
    return confirmed;
  }

  void receive(OutboxEntry event) {
    confirmer.on(event);
  }

  Delivery read(OutboxEntry entry) {
    return ledger.find(entry.eventId()).orElseThrow();
  }

  /** Sets how the bus answers from now on; empty accepts. */
  void answer(Function<OutboxEntry, Optional<Cause>> next) {
    answer = next;
  }

  /** From now on, the bus gives no answer at all. */
  void silence() {
    silent = true;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    for (OutboxEntry entry : entries) {
      int times = timesSent.merge(entry.eventId(), 1, Integer::sum);
      assertThat(read(entry).resends()).as("claimed before").isGreaterThanOrEqualTo(times);
    }
    sent.addAll(entries);
    return silent
        ? entries.stream()
            .map(each -> new NotAccepted(each.eventId(), Cause.UNAVAILABLE, "Timeout", false))
            .toList()
        : answers(entries);
  }

  /** The bus's answers, also for the fast path. */
  List<NotAccepted> answers(List<OutboxEntry> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                answer
                    .apply(entry)
                    .map(cause -> new NotAccepted(entry.eventId(), cause, "Simulated"))
                    .stream())
        .toList();
  }

  /** The entries sent since the last call. */
  List<OutboxEntry> sent() {
    List<OutboxEntry> all = List.copyOf(sent);
    sent.clear();
    return all;
  }
}
