package io.fleetfix.outbox.inmemory;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InMemoryRedeliveriesTest {
  @Test
  void keepsTheLatestOnly() {
    InMemoryRedeliveries redeliveries = new InMemoryRedeliveries();
    List<EventId> eventIds =
        Stream.generate(() -> Parcels.entry().eventId())
            .limit(InMemoryRedeliveries.MAX_KEPT + 2)
            .toList();

    for (EventId eventId : eventIds) {
      redeliveries.add(new Redelivery(eventId, NOON, "operator"));
    }

    assertThat(eventIds.stream().filter(id -> redeliveries.of(id).isEmpty()))
        .containsExactlyElementsOf(eventIds.subList(0, 2));
  }
}
