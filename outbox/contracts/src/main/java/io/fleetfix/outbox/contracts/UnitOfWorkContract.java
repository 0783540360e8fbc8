package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static io.fleetfix.outbox.contracts.Parcels.accepted;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.UnitOfWork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link UnitOfWork}: commits are tested here, invalid commits and the restoration
 * of lost events in the interfaces that this one extends.
 */
public interface UnitOfWorkContract extends SenselessCommitContract, RestorationContract {
  @Override
  StoreUnderTest store();

  @Test
  default void commitsTheStateAndItsEventTogether() {
    StoreUnderTest store = store();
    Change<Parcel> shipped = Parcels.shipped(store.packed(), TWO_O_CLOCK);

    store.unitOfWork().commit(shipped);

    assertThat(store.parcel(shipped.state().id())).contains(shipped.state());
    assertThat(store.ledger().find(shipped.state().shippedEvent().eventId()))
        .contains(Delivery.pending(OutboxEntry.of(shipped.state().shippedEvent())));
  }

  @Test
  default void commitsAChangeWithoutEvents() {
    StoreUnderTest store = store();
    Change<Parcel> packed = Parcels.packed();

    store.unitOfWork().commit(packed);

    assertThat(store.parcel(packed.state().id())).contains(packed.state());
    assertThat(store.ledger().size().pending()).isZero();
  }

  @Test
  default void storesEveryTextUnchanged() {
    StoreUnderTest store = store();
    for (String text :
        List.of(
            "\"B-FF\t123\" Škoda\r\nline two مرسيدس",
            "O'Neill <b>🚗</b> \u0000\u202e",
            "ı İ ß \\ / {} ${x} #",
            " ")) {
      Change<Parcel> packed = Parcel.packed(Parcels.anId(), text);
      Change<Parcel> labelled = ParcelLabelled.with(Map.of(Parcels.ID_FIELD, text), packed.state());
      store.unitOfWork().commit(labelled);

      assertThat(store.parcel(packed.state().id())).contains(packed.state());
      assertThat(entryOf(store, labelled).id(Parcels.ID_FIELD)).isEqualTo(text);
    }
  }

  @Test
  default void storesAnEventWithoutIds() {
    StoreUnderTest store = store();
    Change<Parcel> labelled = ParcelLabelled.with(Map.of(), Parcels.packed().state());

    store.unitOfWork().commit(labelled);

    assertThat(entryOf(store, labelled)).isEqualTo(OutboxEntry.of(labelled.events().getFirst()));
  }

  @Test
  default void aStaleVersionChangesNeitherStateNorOutbox() {
    StoreUnderTest store = store();
    Parcel packed = store.packed();
    Change<Parcel> repacked = accepted(packed.repack("Two books"));
    store.unitOfWork().commit(repacked);

    Change<Parcel> stale = Parcels.shipped(packed, TWO_O_CLOCK);
    assertThatThrownBy(() -> store.unitOfWork().commit(stale))
        .isInstanceOfSatisfying(
            ConcurrencyConflict.class,
            conflict -> assertThat(conflict.aggregateId()).isEqualTo(packed.aggregateId()));

    assertThat(store.parcel(packed.id())).contains(repacked.state());
    assertThat(store.ledger().find(stale.state().shippedEvent().eventId())).isEmpty();
  }

  @Test
  default void refusesToChangeAMissingAggregate() {
    StoreUnderTest store = store();
    Change<Parcel> ghost = Parcels.shipped(TWO_O_CLOCK);

    assertConflict(store, ghost);

    assertThat(store.parcel(ghost.state().id())).isEmpty();
    assertThat(store.ledger().find(ghost.state().shippedEvent().eventId())).isEmpty();
  }

  @Test
  default void refusesToCreateUnderAnExistingId() {
    StoreUnderTest store = store();
    Parcel first = store.packed();

    assertConflict(store, Parcel.packed(first.id(), "Another book"));

    assertThat(store.parcel(first.id())).contains(first);
  }

  @Test
  default void commitsSeveralChangesTogether() {
    StoreUnderTest store = store();
    Change<Parcel> shipped = Parcels.shipped(store.packed(), NOON);
    Change<Parcel> other = Parcels.shipped(store.packed(), TWO_O_CLOCK);
    Change<Parcel> packed = Parcels.packed();

    store.unitOfWork().commit(shipped, other, packed);

    for (Change<Parcel> change : List.of(shipped, other, packed)) {
      assertThat(store.parcel(change.state().id())).contains(change.state());
    }
    for (Change<Parcel> change : List.of(shipped, other)) {
      assertThat(entryOf(store, change)).isEqualTo(OutboxEntry.of(change.events().getFirst()));
    }
  }

  @Test
  default void oneStaleChangeRejectsTheWholeCommit() {
    StoreUnderTest store = store();
    Parcel fine = store.packed();
    Parcel overtaken = store.packed();
    Change<Parcel> quicker = accepted(overtaken.repack("Two books"));
    store.unitOfWork().commit(quicker);

    Change<Parcel> shipped = Parcels.shipped(fine, TWO_O_CLOCK);
    Change<Parcel> stale = Parcels.shipped(overtaken, TWO_O_CLOCK);
    assertConflict(store, shipped, stale);
    assertConflict(store, stale, shipped);

    assertThat(store.parcel(fine.id())).contains(fine);
    assertThat(store.parcel(overtaken.id())).contains(quicker.state());
    assertThat(store.ledger().find(shipped.state().shippedEvent().eventId())).isEmpty();
    assertThat(store.ledger().find(stale.state().shippedEvent().eventId())).isEmpty();
  }

  @Test
  default void exactlyOneOfManyCommitsOnOneVersionWins() throws Exception {
    StoreUnderTest store = store();
    Change<Parcel> shipped = Parcels.shipped(store.packed(), TWO_O_CLOCK);

    List<Boolean> won = together(16, () -> commits(store, shipped));

    assertThat(won).containsOnlyOnce(true);
    assertThat(store.parcel(shipped.state().id())).contains(shipped.state());
    assertThat(entryOf(store, shipped)).isEqualTo(OutboxEntry.of(shipped.events().getFirst()));
  }

  private static OutboxEntry entryOf(StoreUnderTest store, Change<Parcel> change) {
    return store.ledger().find(change.events().getFirst().eventId()).orElseThrow().entry();
  }

  private static void assertConflict(StoreUnderTest store, Change<?>... changes) {
    assertThatThrownBy(() -> store.unitOfWork().commit(changes))
        .isInstanceOf(ConcurrencyConflict.class);
  }

  private static boolean commits(StoreUnderTest store, Change<?> change) {
    try {
      store.unitOfWork().commit(change);
      return true;
    } catch (ConcurrencyConflict overtaken) {
      return false;
    }
  }
}
