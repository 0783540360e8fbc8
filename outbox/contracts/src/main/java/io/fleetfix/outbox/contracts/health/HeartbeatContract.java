package io.fleetfix.outbox.contracts.health;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.port.OutboxSize;
import org.junit.jupiter.api.Test;

/** The contract of {@link Heartbeat} on a store that accepts writes. */
public interface HeartbeatContract {
  StoreUnderTest store();

  @Test
  default void succeedsAgainAndAgainInSeveralProcesses() throws Exception {
    StoreUnderTest store = store();

    together(
        4,
        () -> {
          Heartbeat heartbeat = store.heartbeat();
          for (int i = 0; i < 10; i++) {
            heartbeat.beat();
          }
          return "done";
        });
  }

  @Test
  default void changesNeitherStatesNorOutbox() {
    StoreUnderTest store = store();
    Parcel parcel = store.shipped(NOON);
    OutboxSize before = store.ledger().size();

    store.heartbeat().beat();

    assertThat(store.parcel(parcel.id())).contains(parcel);
    assertThat(store.ledger().size()).isEqualTo(before);
  }
}
