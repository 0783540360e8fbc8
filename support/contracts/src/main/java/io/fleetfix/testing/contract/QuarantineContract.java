package io.fleetfix.testing.contract;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.DeliveryLedger.Attempt;
import io.fleetfix.application.port.DeliveryLedger.Attempt.Outcome;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.DeliveryLedger.State;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.Quarantine;
import io.fleetfix.application.port.Quarantine.Quarantined;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.InvalidValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Quarantine} promises. */
public interface QuarantineContract {
  StorageUnderTest storage();

  @Test
  default void givesUpOnAPendingEntry() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);

    storage.quarantine().enter(entry.eventId(), "No use", TWO_O_CLOCK);

    assertThat(stateOf(storage, entry)).isEqualTo(new State.Quarantined(TWO_O_CLOCK, "No use"));
    assertThat(storage.backlog().due(TWO_O_CLOCK, 10)).isEmpty();
  }

  @Test
  default void keepsTheFirstReason() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    storage.quarantine().enter(entry.eventId(), "first", NOON);

    storage.quarantine().enter(entry.eventId(), "second", TWO_O_CLOCK);

    assertThat(stateOf(storage, entry)).isEqualTo(new State.Quarantined(NOON, "first"));
  }

  @Test
  default void leavesAloneWhatIsDeliveredOrUnknown() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK);
    EventId unknown = accepted(opened().state().complete(NOON)).events().getFirst().eventId();

    storage.quarantine().enter(entry.eventId(), "No use", TWO_O_CLOCK);
    storage.quarantine().enter(unknown, "No use", TWO_O_CLOCK);

    assertThat(stateOf(storage, entry)).isEqualTo(new State.Delivered(TWO_O_CLOCK));
    assertThat(storage.ledger().find(unknown)).isEmpty();
    assertThat(storage.quarantine().release(entry.eventId(), TWO_O_CLOCK)).isFalse();
    assertThat(storage.quarantine().release(unknown, TWO_O_CLOCK)).isFalse();
  }

  @Test
  default void releasesAsIfTheBusHadNeverRefused() throws Exception {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    storage.ledger().note(entry.eventId(), new Attempt(Outcome.REFUSED, NOON, NOON));
    storage.quarantine().enter(entry.eventId(), "No use", NOON);

    assertThat(storage.quarantine().release(entry.eventId(), TWO_O_CLOCK)).isTrue();

    assertThat(stateOf(storage, entry)).isEqualTo(State.PENDING);
    assertThat(storage.quarantine().release(entry.eventId(), TWO_O_CLOCK)).isFalse();
    assertThat(storage.backlog().due(TWO_O_CLOCK.minusMillis(1), 10)).isEmpty();
    eventually(
        () ->
            assertThat(storage.backlog().due(TWO_O_CLOCK, 10))
                .containsExactly(Delivery.pending(entry)));
    eventually(
        () -> assertThat(storage.quarantine().list(new PageRequest(10, null)).items()).isEmpty());
  }

  @Test
  default void listsTheLastGivenUpFirstPageByPage() throws Exception {
    StorageUnderTest storage = storage();
    List<Quarantined> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      OutboxEntry entry = storage.raised(NOON);
      Instant at = TWO_O_CLOCK.plusSeconds(i);
      storage.quarantine().enter(entry.eventId(), "No. " + i, at);
      expected.addFirst(
          new Quarantined(entry.eventId().toString(), entry.repairId().value(), at, "No. " + i));
    }

    eventually(
        () ->
            assertThat(storage.quarantine().list(new PageRequest(10, null)))
                .isEqualTo(new Page<>(expected, null)));
    Page<Quarantined> first = storage.quarantine().list(new PageRequest(4, null));
    Page<Quarantined> second = storage.quarantine().list(new PageRequest(4, first.nextCursor()));
    assertThat(first.items()).isEqualTo(expected.subList(0, 4));
    assertThat(second).isEqualTo(new Page<>(expected.subList(4, 7), null));
    assertThatThrownBy(() -> storage.quarantine().list(new PageRequest(4, "none")))
        .isInstanceOf(InvalidValue.class);
  }

  private static State stateOf(StorageUnderTest storage, OutboxEntry entry) {
    return storage.ledger().find(entry.eventId()).orElseThrow().state();
  }
}
