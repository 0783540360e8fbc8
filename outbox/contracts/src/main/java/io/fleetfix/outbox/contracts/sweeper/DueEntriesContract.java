package io.fleetfix.outbox.contracts.sweeper;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link OutboxLedger#due}. */
public interface DueEntriesContract {
  /** No entry is due as late as this. */
  Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

  StoreUnderTest store();

  @Test
  default void returnsDueEntriesOldestFirst() throws Exception {
    StoreUnderTest store = store();
    List<Delivery> raised = new ArrayList<>();
    for (int i = 20; i > 0; i--) {
      raised.addFirst(Delivery.pending(store.raised(NOON.plusSeconds(i))));
    }

    eventually(
        () -> assertThat(store.ledger().due(TWO_O_CLOCK, NEVER, 100).items()).isEqualTo(raised));
    assertThat(store.ledger().due(TWO_O_CLOCK, NEVER, 3).items()).isEqualTo(raised.subList(0, 3));
    assertThat(store.ledger().due(NOON.plusSeconds(3), NEVER, 100).items())
        .isEqualTo(raised.subList(0, 3));
    assertThat(store.ledger().due(NOON, NEVER, 100).items()).isEmpty();
    assertThat(store.ledger().due(TWO_O_CLOCK, NEVER, 100).unreadable()).isEmpty();
  }

  @Test
  default void ordersClaimedEntriesByTheirNewDueTime() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry older = store.raised(NOON);
    OutboxEntry newer = store.raised(NOON.plusSeconds(5));

    store.ledger().claimResend(Delivery.pending(older), NOON, NOON.plusSeconds(6));

    eventually(
        () ->
            assertThat(store.ledger().due(TWO_O_CLOCK, NEVER, 10).items())
                .extracting(Delivery::entry)
                .containsExactly(newer, older));
  }

  @Test
  default void omitsDeliveredEntries() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    eventually(() -> assertThat(store.ledger().due(NOON, NEVER, 10).items()).hasSize(1));

    store.ledger().confirm(entry, TWO_O_CLOCK);

    assertThat(store.ledger().due(TWO_O_CLOCK, NEVER, 10).items()).isEmpty();
  }

  @Test
  default void omitsQuarantinedEntries() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    eventually(() -> assertThat(store.ledger().due(NOON, NEVER, 10).items()).hasSize(1));

    store.ledger().quarantine(entry, QuarantineReason.ofText("No use"), TWO_O_CLOCK);

    assertThat(store.ledger().due(TWO_O_CLOCK, NEVER, 10).items()).isEmpty();
  }

  /** A year ahead, for example, because that was the time of the instance that wrote it. */
  @Test
  default void returnsEntriesThatOnlyAWrongClockMakesDueSoLate() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry young = store.raised(TWO_O_CLOCK.plusSeconds(1));
    OutboxEntry ahead = store.raised(TWO_O_CLOCK.plus(Duration.ofDays(365)));
    OutboxEntry old = store.raised(NOON);

    eventually(
        () ->
            assertThat(store.ledger().due(TWO_O_CLOCK, TWO_O_CLOCK.plusSeconds(60), 10).items())
                .extracting(Delivery::entry)
                .containsExactly(ahead, old));
    assertThat(store.ledger().due(TWO_O_CLOCK, TWO_O_CLOCK.plusSeconds(60), 1).items())
        .extracting(Delivery::entry)
        .containsExactly(ahead);
    assertThat(store.ledger().due(TWO_O_CLOCK, NEVER, 10).items())
        .extracting(Delivery::entry)
        .doesNotContain(young, ahead);
  }
}
