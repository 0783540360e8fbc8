package io.fleetfix.outbox.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxEntryTest {
  private static final Instant NOON = Instant.parse("2025-11-12T12:00:00Z");
  private static final Traceparent TRACE =
      Traceparent.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private record CrateMoved(String aggregateId, Version sequence, Map<String, String> ids)
      implements DomainEvent {
    @Override
    public String eventType() {
      return "CrateMoved";
    }

    @Override
    public Instant occurredAt() {
      return NOON;
    }
  }

  @Test
  void copiesTheFieldsOfTheEvent() {
    CrateMoved event = new CrateMoved("CRATE#1", new Version(3), Map.of("crateId", "1"));

    assertThat(OutboxEntry.of(event, TRACE))
        .isEqualTo(
            new OutboxEntry(
                EventId.derive("CRATE#1", new Version(3), "CrateMoved"),
                "CrateMoved",
                Map.of("crateId", "1"),
                NOON,
                "CRATE#1",
                new Version(3),
                TRACE));
    assertThat(OutboxEntry.of(event).trace()).isEqualTo(Traceparent.NONE);
  }

  @Test
  void missingIdsAreEmptyStrings() {
    OutboxEntry entry =
        OutboxEntry.of(new CrateMoved("CRATE#1", Version.FIRST, Map.of("crateId", "1")));

    assertThat(entry.id("crateId")).isEqualTo("1");
    assertThat(entry.id("shelfId")).isEmpty();
  }

  @Test
  void copiesTheGivenIds() {
    Map<String, String> callersIds = new HashMap<>(Map.of("crateId", "1"));
    OutboxEntry entry = OutboxEntry.of(new CrateMoved("CRATE#1", Version.FIRST, callersIds));

    callersIds.clear();

    assertThat(entry.ids()).containsExactly(Map.entry("crateId", "1")).isUnmodifiable();
  }

  @Test
  void isPendingUntilDelivered() {
    OutboxEntry entry = OutboxEntry.of(new CrateMoved("CRATE#1", Version.FIRST, Map.of()));

    assertThat(Delivery.pending(entry).isPending()).isTrue();
    assertThat(Delivery.pending(entry).in(new Delivery.State.Pending(2)).refusals()).isEqualTo(2);
    assertThat(Delivery.delivered(entry, NOON).isPending()).isFalse();
    assertThat(Delivery.delivered(entry, NOON).refusals()).isZero();
  }
}
