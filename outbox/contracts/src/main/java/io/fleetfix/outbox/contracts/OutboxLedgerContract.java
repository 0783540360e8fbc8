package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.listing.UndeliveredListContract;
import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link OutboxLedger}: receipts and sizes are tested here; resends, due entries
 * and the quarantine in the interfaces that this one extends. Unreadable rows are tested by each
 * adapter.
 */
public interface OutboxLedgerContract
    extends ResendClaimContract,
        DueEntriesContract,
        QuarantineContract,
        BulkReleaseContract,
        UndeliveredListContract {
  @Override
  StoreUnderTest store();

  @Test
  default void aCommittedEventIsPending() {
    StoreUnderTest store = store();

    OutboxEntry entry = store.raised(NOON);

    assertThat(store.ledger().find(entry.eventId())).contains(Delivery.pending(entry));
  }

  @Test
  default void aConfirmedEventIsDelivered() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);

    assertThat(store.ledger().confirm(entry, TWO_O_CLOCK)).isEqualTo(Confirmation.FIRST);

    assertThat(store.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  @Test
  default void keepsTheFirstOfTwoReceipts() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    store.ledger().confirm(entry, TWO_O_CLOCK);

    assertThat(store.ledger().confirm(entry, TWO_O_CLOCK.plusSeconds(60)))
        .isEqualTo(Confirmation.REPEATED);

    assertThat(store.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  @Test
  default void exactlyOneOfManyConcurrentReceiptsIsTheFirst() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);

    List<Confirmation> found =
        Together.together(8, () -> store.ledger().confirm(entry, TWO_O_CLOCK));

    assertThat(found)
        .containsOnlyOnce(Confirmation.FIRST)
        .containsOnly(Confirmation.FIRST, Confirmation.REPEATED);
  }

  @Test
  default void aReceiptForAnUnknownEventCreatesNothing() {
    StoreUnderTest store = store();
    OutboxEntry unknown = Parcels.entry();

    assertThat(store.ledger().confirm(unknown, TWO_O_CLOCK)).isEqualTo(Confirmation.UNKNOWN);

    assertThat(store.ledger().find(unknown.eventId())).isEmpty();
  }

  @Test
  default void ignoresAReceiptThatNamesAnotherAggregate() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    OutboxEntry forged =
        new OutboxEntry(
            entry.eventId(),
            entry.eventType(),
            entry.ids(),
            entry.occurredAt(),
            Parcel.KEY_PREFIX + "another",
            entry.sequence(),
            entry.trace());

    assertThat(store.ledger().confirm(forged, TWO_O_CLOCK)).isEqualTo(Confirmation.UNKNOWN);

    assertThat(store.ledger().find(entry.eventId())).contains(Delivery.pending(entry));
  }

  @Test
  default void countsPendingEntriesAndFindsTheOldest() throws Exception {
    StoreUnderTest store = store();
    assertThat(store.ledger().size()).isEqualTo(OutboxSize.EMPTY);
    OutboxEntry newer = store.raised(NOON.plusSeconds(5));
    OutboxEntry older = store.raised(NOON);
    eventually(() -> assertThat(store.ledger().size()).isEqualTo(OutboxSize.of(2, NOON, 0)));

    store.ledger().confirm(older, TWO_O_CLOCK);
    eventually(
        () ->
            assertThat(store.ledger().size()).isEqualTo(OutboxSize.of(1, NOON.plusSeconds(5), 0)));

    store.ledger().confirm(newer, TWO_O_CLOCK);
    eventually(() -> assertThat(store.ledger().size()).isEqualTo(OutboxSize.EMPTY));
  }

  @Test
  default void findsTheOldestEvenIfItIsDueLast() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry older = store.raised(NOON);
    store.raised(NOON.plusSeconds(5));

    store.ledger().claimResend(Delivery.pending(older), TWO_O_CLOCK, TWO_O_CLOCK.plusSeconds(120));

    eventually(() -> assertThat(store.ledger().size()).isEqualTo(OutboxSize.of(2, NOON, 0)));
  }

  /** Otherwise an alarm on the age would clear because an event was set aside. */
  @Test
  default void aQuarantinedEventKeepsItsAgeUntilItIsDelivered() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry setAside = store.raised(NOON);

    store.ledger().quarantine(setAside, QuarantineReason.ofText("No use"), TWO_O_CLOCK);
    eventually(() -> assertThat(store.ledger().size()).isEqualTo(OutboxSize.of(0, NOON, 1)));

    store.raised(TWO_O_CLOCK);
    eventually(() -> assertThat(store.ledger().size()).isEqualTo(OutboxSize.of(1, NOON, 1)));

    store.ledger().release(setAside.eventId(), TWO_O_CLOCK);
    eventually(() -> assertThat(store.ledger().size()).isEqualTo(OutboxSize.of(2, NOON, 0)));

    store.ledger().quarantine(setAside, QuarantineReason.ofText("No use"), TWO_O_CLOCK);
    store.ledger().confirm(setAside, TWO_O_CLOCK);
    eventually(() -> assertThat(store.ledger().size()).isEqualTo(OutboxSize.of(1, TWO_O_CLOCK, 0)));
  }
}
