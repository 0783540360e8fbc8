package io.fleetfix.outbox.contracts.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory.Rounds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link SweepMemory}. */
public interface SweepMemoryContract {
  StoreUnderTest store();

  @Test
  default void startsWithoutRounds() {
    assertThat(store().sweepMemory().latest()).isEqualTo(Rounds.NONE);
  }

  @Test
  default void remembersWhatWasSavedLast() {
    SweepMemory memory = store().sweepMemory();
    EventId probe = EventId.derive("PARCEL#1", new Version(2), "ParcelShipped");

    memory.save(new Rounds(7, 2, 6, List.of(probe)));
    assertThat(memory.latest()).isEqualTo(new Rounds(7, 2, 6, List.of(probe)));

    memory.save(new Rounds(8, 0, 3, List.of()));
    assertThat(memory.latest()).isEqualTo(new Rounds(8, 0, 3, List.of()));
  }
}
