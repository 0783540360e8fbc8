package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static io.fleetfix.outbox.contracts.Parcels.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.SenselessCommitContract.ParcelLabelled;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of {@link UnitOfWork#restore}. */
public interface RestorationContract {
  StoreUnderTest store();

  @Test
  default void restoresALostEventWithoutChangingTheState() {
    StoreUnderTest store = store();
    Parcel shipped = shippedSilently(store);
    assertThat(store.ledger().find(shipped.shippedEvent().eventId())).isEmpty();

    restore(store, shipped, shipped.shippedEvent());

    assertPending(store, shipped.shippedEvent());
    assertThat(store.parcel(shipped.id())).contains(shipped);
  }

  @Test
  default void aRestoredEntryAppearsInTheStream() throws Exception {
    StoreUnderTest store = store();
    Parcel shipped = shippedSilently(store);

    restore(store, shipped, shipped.shippedEvent());

    assertThat(
            store.stream()
                .take(
                    Duration.ofSeconds(30),
                    entries ->
                        assertThat(entries)
                            .containsExactly(OutboxEntry.of(shipped.shippedEvent()))))
        .isEqualTo(1);
  }

  @Test
  default void restoresEventsOfSeveralVersionsTogether() {
    StoreUnderTest store = store();
    Parcel shipped = shippedSilently(store);
    DomainEvent earlier = labelled(shipped, Version.FIRST);

    restore(store, shipped, earlier, shipped.shippedEvent());

    assertPending(store, earlier);
    assertPending(store, shipped.shippedEvent());
  }

  @Test
  default void refusesToRestoreAnExistingEvent() {
    StoreUnderTest store = store();
    Parcel shipped = store.shipped(NOON);
    OutboxEntry entry = OutboxEntry.of(shipped.shippedEvent());
    store.ledger().confirm(entry, TWO_O_CLOCK);

    assertConflict(store, shipped, shipped.shippedEvent());

    assertThat(store.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  @Test
  default void oneExistingEventRejectsTheWholeRestoration() {
    StoreUnderTest store = store();
    Parcel shipped = store.shipped(NOON);
    DomainEvent lost = labelled(shipped, Version.FIRST);

    assertConflict(store, shipped, lost, shipped.shippedEvent());

    assertThat(store.ledger().find(lost.eventId())).isEmpty();
  }

  @Test
  default void refusesToRestoreEventsOfAMissingAggregate() {
    StoreUnderTest store = store();
    Parcel shipped = Parcels.shipped(TWO_O_CLOCK).state();

    assertConflict(store, shipped, shipped.shippedEvent());

    assertThat(store.ledger().find(shipped.shippedEvent().eventId())).isEmpty();
    assertThat(store.parcel(shipped.id())).isEmpty();
  }

  @Test
  default void refusesToRestoreEventsOfAnotherVersion() {
    StoreUnderTest store = store();
    Parcel packed = store.packed();
    Change<Parcel> repacked = accepted(packed.repack("Two books"));
    store.unitOfWork().commit(repacked);
    DomainEvent lost = labelled(packed, Version.FIRST);

    assertConflict(store, packed, lost);
    assertConflict(store, accepted(repacked.state().repack("Three")).state(), lost);

    assertThat(store.ledger().find(lost.eventId())).isEmpty();
    assertThat(store.parcel(packed.id())).contains(repacked.state());
  }

  private static Parcel shippedSilently(StoreUnderTest store) {
    Change<Parcel> shipped = Parcels.shipped(store.packed(), NOON).withoutEvents();
    store.unitOfWork().commit(shipped);
    return shipped.state();
  }

  private static DomainEvent labelled(Parcel parcel, Version sequence) {
    return new ParcelLabelled(
        parcel.aggregateId(), sequence, NOON, Map.of(Parcels.ID_FIELD, parcel.id()));
  }

  private static void restore(StoreUnderTest store, Parcel stored, DomainEvent... lost) {
    store.unitOfWork().restore(new Restoration<>(stored, List.of(lost)));
  }

  private static void assertConflict(StoreUnderTest store, Parcel stored, DomainEvent... lost) {
    assertThatThrownBy(() -> restore(store, stored, lost))
        .isInstanceOfSatisfying(
            ConcurrencyConflict.class,
            conflict -> assertThat(conflict.aggregateId()).isEqualTo(stored.aggregateId()));
  }

  private static void assertPending(StoreUnderTest store, DomainEvent event) {
    assertThat(store.ledger().find(event.eventId()))
        .contains(Delivery.pending(OutboxEntry.of(event)));
  }
}
