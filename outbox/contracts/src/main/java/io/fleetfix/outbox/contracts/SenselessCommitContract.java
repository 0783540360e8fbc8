package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Invalid calls of {@link UnitOfWork#commit}, which are refused whatever is stored; nothing is
 * written.
 */
public interface SenselessCommitContract {
  StoreUnderTest store();

  /** An event with arbitrary ids. */
  record ParcelLabelled(
      String aggregateId, Version sequence, Instant occurredAt, Map<String, String> ids)
      implements DomainEvent {
    /** A change to the parcel that raises such an event. */
    static Change<Parcel> with(Map<String, String> ids, Parcel parcel) {
      return Change.of(
          parcel, new ParcelLabelled(parcel.aggregateId(), parcel.version(), NOON, ids));
    }

    @Override
    public String eventType() {
      return "ParcelLabelled";
    }
  }

  /** A kind of aggregate that no store knows. */
  record Stranger(String aggregateId, Version version) implements Aggregate {}

  @Test
  default void refusesAnEventWithUnknownOrEmptyIds() {
    StoreUnderTest store = store();
    for (Map<String, String> ids :
        List.of(Map.of("shelfId", "S-1"), Map.of(Parcels.ID_FIELD, ""))) {
      Change<Parcel> labelled = ParcelLabelled.with(ids, Parcels.packed().state());

      assertThatIllegalArgumentException().isThrownBy(() -> store.unitOfWork().commit(labelled));

      assertThat(store.parcel(labelled.state().id())).isEmpty();
      assertThat(store.ledger().find(labelled.events().getFirst().eventId())).isEmpty();
    }
  }

  @Test
  default void refusesAnEmptyCommit() {
    assertThatIllegalArgumentException().isThrownBy(() -> store().unitOfWork().commit());
  }

  @Test
  default void refusesTwoChangesToOneAggregate() {
    StoreUnderTest store = store();
    Change<Parcel> packed = Parcels.packed();
    Change<Parcel> shipped = Parcels.shipped(packed.state(), TWO_O_CLOCK);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.unitOfWork().commit(packed, shipped));

    assertThat(store.parcel(packed.state().id())).isEmpty();
  }

  @Test
  default void refusesAnUnknownKindOfAggregate() {
    StoreUnderTest store = store();
    Change<Parcel> packed = Parcels.packed();
    Change<Stranger> strange = Change.of(new Stranger("STRANGER#1", Version.FIRST));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.unitOfWork().commit(packed, strange));

    assertThat(store.parcel(packed.state().id())).isEmpty();
  }
}
