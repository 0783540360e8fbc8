package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of {@link OutboxLedger} for quarantined entries. */
public interface QuarantineContract {
  StoreUnderTest store();

  @Test
  default void quarantinesAPendingEntry() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);

    store.ledger().quarantine(entry, QuarantineReason.ofText("No use"), TWO_O_CLOCK);

    assertThat(stateOf(store, entry))
        .isEqualTo(new State.Quarantined(TWO_O_CLOCK, QuarantineReason.ofText("No use")));
  }

  @Test
  default void keepsTheFirstReason() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    store.ledger().quarantine(entry, QuarantineReason.ofText("first"), NOON);

    store.ledger().quarantine(entry, QuarantineReason.ofText("second"), TWO_O_CLOCK);

    assertThat(stateOf(store, entry))
        .isEqualTo(new State.Quarantined(NOON, QuarantineReason.ofText("first")));
  }

  @Test
  default void ignoresDeliveredAndUnknownEntries() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    store.ledger().confirm(entry, TWO_O_CLOCK);
    OutboxEntry unknown = Parcels.entry();

    store.ledger().quarantine(entry, QuarantineReason.ofText("No use"), TWO_O_CLOCK);
    store.ledger().quarantine(unknown, QuarantineReason.ofText("No use"), TWO_O_CLOCK);

    assertThat(stateOf(store, entry)).isEqualTo(new State.Delivered(TWO_O_CLOCK));
    assertThat(store.ledger().find(unknown.eventId())).isEmpty();
    assertThat(store.ledger().release(entry.eventId(), TWO_O_CLOCK)).isFalse();
    assertThat(store.ledger().release(unknown.eventId(), TWO_O_CLOCK)).isFalse();
  }

  @Test
  default void aReceiptLiftsTheQuarantine() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    store.ledger().quarantine(entry, QuarantineReason.ofText("No use"), NOON);

    assertThat(store.ledger().confirm(entry, TWO_O_CLOCK)).isEqualTo(Confirmation.AFTER_RESEND);

    assertThat(store.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
    eventually(() -> assertThat(page(store, 10, null).items()).isEmpty());
  }

  @Test
  default void aReleasedEntryIsDueWithoutRefusals() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    store.ledger().claimResend(Delivery.pending(entry), NOON, TWO_O_CLOCK.plusSeconds(9_999));
    store.ledger().recordRefusal(entry);
    store.ledger().quarantine(entry, QuarantineReason.ofText("No use"), NOON);

    assertThat(store.ledger().release(entry.eventId(), TWO_O_CLOCK)).isTrue();

    assertThat(stateOf(store, entry)).isEqualTo(State.PENDING);
    assertThat(store.ledger().release(entry.eventId(), TWO_O_CLOCK)).isFalse();
    assertThat(store.ledger().due(TWO_O_CLOCK.minusMillis(1), DueEntriesContract.NEVER, 10).items())
        .isEmpty();
    eventually(
        () ->
            assertThat(store.ledger().due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10).items())
                .as("due at once")
                .extracting(Delivery::entry)
                .containsExactly(entry));
    eventually(() -> assertThat(page(store, 10, null).items()).isEmpty());
  }

  @Test
  default void listsTheLatestFirstInPages() throws Exception {
    StoreUnderTest store = store();
    List<Quarantined> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      OutboxEntry entry = store.raised(NOON);
      Instant at = TWO_O_CLOCK.plusSeconds(i);
      store.ledger().quarantine(entry, QuarantineReason.ofText("No. " + i), at);
      expected.addFirst(
          new Quarantined(
              entry.eventId().toString(),
              entry.aggregateId(),
              at,
              QuarantineReason.ofText("No. " + i),
              true));
    }

    eventually(() -> assertThat(page(store, 10, null)).isEqualTo(new Page<>(expected, null)));
    Page<Quarantined> first = page(store, 4, null);
    Page<Quarantined> second = page(store, 4, first.nextCursor());
    assertThat(first.items()).isEqualTo(expected.subList(0, 4));
    assertThat(second).isEqualTo(new Page<>(expected.subList(4, 7), null));
  }

  @Test
  default void refusesAForeignCursor() {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> page(store(), 4, "none"));
  }

  private static Page<Quarantined> page(StoreUnderTest store, int limit, @Nullable String cursor) {
    return store.ledger().quarantined(new PageRequest(limit, cursor));
  }

  private static State stateOf(StoreUnderTest store, OutboxEntry entry) {
    return store.ledger().find(entry.eventId()).orElseThrow().state();
  }
}
