package io.fleetfix.outbox.contracts.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract of {@link ReconcileMemory}. */
public interface ReconcileMemoryContract {
  StoreUnderTest store();

  @Test
  default void startsWithNothingCompared() {
    assertThat(store().reconcileMemory().latest()).isEqualTo(Compared.NOTHING);
  }

  @Test
  default void remembersTheMarkAndTheOpenAggregatesThatWereSavedLast() {
    ReconcileMemory memory = store().reconcileMemory();
    SortedMap<String, SortedSet<String>> open = new TreeMap<>();
    open.put("PARCEL#1", new TreeSet<>(List.of("NO_LABEL", "UNREADABLE")));
    open.put("PARCEL#ä😀", new TreeSet<>());
    Compared first = new Compared(Instant.parse("2025-11-12T14:00:00.120Z"), open);

    memory.save(first);
    assertThat(memory.latest()).isEqualTo(first);

    Compared second = new Compared(Instant.parse("2025-11-12T14:10:00.000Z"), new TreeMap<>());
    memory.save(second);
    assertThat(memory.latest()).isEqualTo(second);

    memory.save(Compared.NOTHING);
    assertThat(memory.latest()).isEqualTo(Compared.NOTHING);
  }

  /** Ids may be as long as a partition key. */
  @Test
  default void remembersAsMuchAsFits() {
    SortedMap<String, SortedSet<String>> many = new TreeMap<>();
    SortedMap<String, SortedSet<String>> longIds = new TreeMap<>();
    for (int i = 0; i <= Compared.MOST_OPEN; i++) {
      many.put("PARCEL#%025d".formatted(i), new TreeSet<>(List.of("NO_ENTRY", "NO_LABEL")));
      longIds.put("PARCEL#%02000d".formatted(i), new TreeSet<>(List.of("UNREADABLE")));
    }
    assertThat(Compared.fit(many)).isFalse();

    for (SortedMap<String, SortedSet<String>> open : List.of(many, longIds)) {
      while (!Compared.fit(open)) {
        open.remove(open.lastKey());
      }
      Compared most = new Compared(Instant.parse("2025-11-12T14:00:00.000Z"), open);

      store().reconcileMemory().save(most);

      assertThat(store().reconcileMemory().latest()).isEqualTo(most);
    }
  }
}
